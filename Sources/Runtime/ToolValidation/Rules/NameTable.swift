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
        /// The first bytes of the name as it is written in JSON, the closing quote included if it is among them, and the
        /// bits that are such bytes'.
        private let first: UInt64
        private let firstMask: UInt64
        /// The last bytes of a name that has more, the closing quote included.
        private let last: UInt64
        private let length: Length

        private enum Length {
            /// ``first`` is the whole name.
            case short
            /// ``first`` and ``last`` are the whole name.
            case middle
            case long
            /// In JSON the name is written with escapes, as a rule.
            case escaped
        }

        init(start: UnsafePointer<UInt8>, count: Int) {
            self.start = start
            self.count = count
            let quote = UInt8(ascii: "\"")
            let name = UnsafeBufferPointer(start: start, count: count)
            let isPlain = name.allSatisfy { $0 >= 0x20 && $0 != quote && $0 != UInt8(ascii: "\\") }
            let written = Array(name) + [quote]
            func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
            first = word(written.prefix(8))
            firstMask = word(written.prefix(8).map { _ in 0xFF }[...])
            last = word(written.suffix(8))
            length = !isPlain ? .escaped : written.count <= 8 ? .short : written.count <= 16 ? .middle : .long
        }

        /// Whether the eight bytes at a place, read as one little-endian number, can be the beginning of this name.
        @inline(__always)
        func begins(with word: UInt64) -> Bool { (word ^ first) & firstMask == 0 }

        /// Whether this name and a closing quote stand at a place where it ``begins(with:)`` the bytes there.
        @inline(__always)
        func stands(at key: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> Bool {
            if length == .short { return true }
            guard length != .escaped, count < end - key else { return false }
            let word = UnsafeRawPointer(key + (count &- 7)).loadUnaligned(as: UInt64.self)
            return UInt64(littleEndian: word) == last && (length == .middle || equalBytes(key, start, count))
        }

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
                (entries + index).initialize(to: Entry(start: start, count: next - start))
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
