/// A fixed list of names, made to find the place of one from its bytes without making a `String`.
///
/// Finding a name costs one hash of its bytes and, as a rule, one comparison, however many names there are.
public struct NameTable: Sendable {
    /// The names, in order.
    public let names: [String]
    /// All names' bytes, one behind the other.
    private let bytes: [UInt8]
    /// Where each name's bytes begin, and at the end where the last one's end.
    private let offsets: [Int]
    /// Open addressing: places of names by hash, -1 where there is none; a power of two, at most half full.
    private let slots: [Int32]

    /// Creates a table of names that differ.
    public init(_ names: [String]) {
        self.names = names
        var bytes: [UInt8] = []
        var offsets = [0]
        for name in names {
            bytes.append(contentsOf: name.utf8)
            offsets.append(bytes.count)
        }
        var size = 4
        while size < names.count * 2 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for index in names.indices {
            var slot = bytes[offsets[index]..<offsets[index + 1]].withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(index)
        }
        self.bytes = bytes
        self.offsets = offsets
        self.slots = slots
    }

    /// Creates a table from lines, one name each.
    public init(lines: StaticString) {
        let text = UnsafeBufferPointer(start: lines.utf8Start, count: lines.utf8CodeUnitCount)
        self.init(text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) })
    }

    /// How many names there are.
    public var count: Int { names.count }

    /// The place of a name.
    public func index(of name: String) -> Int? {
        var name = name
        return name.withUTF8 { index(of: $0) }
    }

    /// The place of the name with these bytes, or `nil` if there is none.
    public func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        slots.withUnsafeBufferPointer { slots in
            var slot = Self.hash(name) & (slots.count - 1)
            while slots[slot] >= 0 {
                let index = Int(slots[slot])
                if isName(at: index, name) { return index }
                slot = (slot + 1) & (slots.count - 1)
            }
            return nil
        }
    }

    /// Whether the name at a place has these bytes.
    @inline(__always)
    func isName(at index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = offsets[index]
        guard offsets[index + 1] - start == name.count else { return false }
        guard let first = name.baseAddress else { return true }
        return bytes.withUnsafeBufferPointer { all in
            guard let base = all.baseAddress else { return name.isEmpty }
            return equalBytes(base + start, first, name.count)
        }
    }

    /// FNV-1a. The names are fixed when the code is generated, so that nobody can choose them to collide.
    @inline(__always)
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 29)
    }
}
