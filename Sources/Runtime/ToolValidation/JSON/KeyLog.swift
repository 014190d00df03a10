/// The keys of the objects that are being read, innermost last, kept to find repeated ones.
///
/// Keys are compared as decoded bytes. Looking costs n log n comparisons at the end of an object, so that an object
/// with very many keys takes no more than its share of time.
@usableFromInline
struct KeyLog {
    @usableFromInline var tokens: [StringToken] = []

    @inlinable init() {}

    /// How many keys there are: the place where the next object's begin.
    var count: Int { tokens.count }

    mutating func append(_ token: StringToken) {
        tokens.append(token)
    }

    mutating func removeAll(from frame: Int) {
        tokens.removeSubrange(frame...)
    }

    /// Whether two of the keys from a place on are the same.
    func hasDuplicate(from frame: Int, in text: UnsafePointer<UInt8>) -> Bool {
        let candidates = tokens[frame...]
        guard candidates.count > 8 || candidates.contains(where: \.hasEscapes) else {
            return hasDuplicateByPairs(candidates, in: text)
        }
        return hasDuplicateBySorting(candidates, in: text)
    }

    private func hasDuplicateByPairs(_ candidates: ArraySlice<StringToken>, in text: UnsafePointer<UInt8>) -> Bool {
        candidates.indices.contains { second in
            let key = candidates[second]
            return candidates[..<second].contains {
                $0.count == key.count && equalBytes(text + $0.offset, text + key.offset, key.count)
            }
        }
    }

    private func hasDuplicateBySorting(_ candidates: ArraySlice<StringToken>, in text: UnsafePointer<UInt8>) -> Bool {
        let capacity = candidates.reduce(0) { $0 + $1.count }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { arena in
            var decoded: [UnsafeBufferPointer<UInt8>] = []
            decoded.reserveCapacity(candidates.count)
            var used = 0
            for token in candidates {
                let raw = UnsafeBufferPointer(start: text + token.offset, count: token.count)
                guard token.hasEscapes else {
                    decoded.append(raw)
                    continue
                }
                let target = UnsafeMutableBufferPointer(rebasing: arena[used...])
                let count = decodeEscapes(in: raw, to: target)
                decoded.append(UnsafeBufferPointer(rebasing: target[..<count]))
                used += count
            }
            decoded.sort { $0.lexicographicallyPrecedes($1) }
            return zip(decoded, decoded.dropFirst()).contains { $0.elementsEqual($1) }
        }
    }
}

/// Whether two stretches of memory hold the same bytes.
@inline(__always)
func equalBytes(_ lhs: UnsafePointer<UInt8>, _ rhs: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    // The last word or half word overlaps the one before it, so that only the shortest texts go byte by byte.
    if count >= 8 {
        var index = 0
        while index < count &- 8 {
            guard equalWords(lhs, rhs, at: index, as: UInt64.self) else { return false }
            index &+= 8
        }
        return equalWords(lhs, rhs, at: count &- 8, as: UInt64.self)
    }
    if count >= 4 {
        return equalWords(lhs, rhs, at: 0, as: UInt32.self) && equalWords(lhs, rhs, at: count &- 4, as: UInt32.self)
    }
    return (0..<count).allSatisfy { lhs[$0] == rhs[$0] }
}

@inline(__always)
private func equalWords<Word: FixedWidthInteger & BitwiseCopyable>(
    _ lhs: UnsafePointer<UInt8>,
    _ rhs: UnsafePointer<UInt8>,
    at index: Int,
    as word: Word.Type
) -> Bool {
    UnsafeRawPointer(lhs + index).loadUnaligned(as: word) == UnsafeRawPointer(rhs + index).loadUnaligned(as: word)
}
