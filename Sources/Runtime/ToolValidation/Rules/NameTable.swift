/// A fixed list of names, made to find the place of one from its bytes without making a `String`.
///
/// Finding a name costs one hash of its bytes and, as a rule, one comparison, however many names there are.
public struct NameTable: Sendable {
    let storage: Storage

    /// Creates a table of names that differ.
    public init(_ names: [String]) {
        storage = Storage(names)
    }

    /// Creates a table from lines, one name each.
    public init(lines: StaticString) {
        let text = UnsafeBufferPointer(start: lines.utf8Start, count: lines.utf8CodeUnitCount)
        self.init(text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) })
    }

    /// The names, in order.
    public var names: [String] { storage.names }

    /// How many names there are.
    public var count: Int { storage.count }

    /// The place of a name.
    public func index(of name: String) -> Int? {
        var name = name
        return name.withUTF8 { index(of: $0) }
    }

    /// The place of the name with these bytes, or `nil` if there is none.
    public func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        var slot = Storage.hash(name) & storage.slotMask
        while storage.slots[slot] >= 0 {
            let index = Int(storage.slots[slot])
            if storage.entries[index].equals(name) { return index }
            slot = (slot + 1) & storage.slotMask
        }
        return nil
    }
}

extension NameTable {
    /// The bytes of one name.
    struct Entry {
        let start: UnsafePointer<UInt8>
        let count: Int
        /// Whether the name is written without escapes in JSON, as a rule.
        let isPlain: Bool

        @inline(__always)
        func equals(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
            guard name.count == count else { return false }
            guard let first = name.baseAddress else { return true }
            return equalBytes(start, first, count)
        }
    }

    /// The table, in memory that is written once and freed with the object.
    ///
    /// Arrays would be safer, but the compiler counts a reference for each access to one that belongs to an object:
    /// three for every property that is read, a third of the time of reading it.
    final class Storage: Sendable {
        let names: [String]
        let count: Int
        /// The number of slots, a power of two, less one.
        let slotMask: Int
        /// Each name's bytes.
        nonisolated(unsafe) let entries: UnsafePointer<Entry>
        /// Open addressing: places of names by hash, -1 where there is none; at most half full.
        nonisolated(unsafe) let slots: UnsafePointer<Int32>
        private nonisolated(unsafe) let bytes: UnsafePointer<UInt8>

        init(_ names: [String]) {
            self.names = names
            count = names.count
            var slotCount = 4
            while slotCount < names.count * 2 { slotCount *= 2 }
            slotMask = slotCount - 1

            let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: names.reduce(1) { $0 + $1.utf8.count })
            let entries = UnsafeMutablePointer<Entry>.allocate(capacity: max(names.count, 1))
            let slots = UnsafeMutablePointer<Int32>.allocate(capacity: slotCount)
            slots.initialize(repeating: -1, count: slotCount)
            var next = bytes
            for (index, name) in names.enumerated() {
                let start = next
                for byte in name.utf8 {
                    next.initialize(to: byte)
                    next += 1
                }
                let isPlain = name.utf8.allSatisfy {
                    $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
                }
                (entries + index).initialize(to: Entry(start: start, count: next - start, isPlain: isPlain))
                var slot = Self.hash(UnsafeBufferPointer(start: start, count: next - start)) & slotMask
                while slots[slot] >= 0 { slot = (slot + 1) & slotMask }
                slots[slot] = Int32(index)
            }
            self.bytes = UnsafePointer(bytes)
            self.entries = UnsafePointer(entries)
            self.slots = UnsafePointer(slots)
        }

        deinit {
            bytes.deallocate()
            entries.deallocate()
            slots.deallocate()
        }

        /// FNV-1a. The names are fixed when the code is generated, so that nobody can choose them to collide.
        @inline(__always)
        static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            return Int(truncatingIfNeeded: hash ^ hash >> 29)
        }
    }
}
