/// The keys of the objects that are being read, innermost last, kept to find repeated ones.
///
/// Keys are compared as decoded bytes. Looking costs n log n comparisons at the end of an object, so that an object
/// with very many keys takes no more than its share of time.
struct KeyLog {
    private var tokens: [StringToken] = []

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
    var index = 0
    while index + 8 <= count {
        let left = UnsafeRawPointer(lhs + index).loadUnaligned(as: UInt64.self)
        let right = UnsafeRawPointer(rhs + index).loadUnaligned(as: UInt64.self)
        if left != right { return false }
        index += 8
    }
    while index < count {
        if lhs[index] != rhs[index] { return false }
        index += 1
    }
    return true
}
