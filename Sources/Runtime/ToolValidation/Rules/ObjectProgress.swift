/// How far the reading of one object has come.
public struct ObjectProgress: ~Copyable {
    let rules: ObjectRules.Storage
    /// The names of the rules, which `rules` keeps alive.
    let names: UnsafePointer<NameTable.Entry>
    let nameCount: Int
    /// How many issues there were when the object began.
    let mark: Int
    /// The issues before the property that is being read.
    var propertyMark: Int
    /// The property that is being read, -1 before the first; behind the last where the key is none of the declared ones.
    var current = -1
    /// Where a key in the order of declaration would be next.
    var expected = 0
    /// Those of the first 64 properties that were met, a bit each.
    var seen: UInt64 = 0
    /// Where the object's unknown keys begin in the reader's log.
    let frame: Int
    /// Whether there is an object to read.
    let isEntered: Bool
    var isAtFirst = true
    /// Whether the closing brace is behind us, so that only absent properties are left.
    var isClosed: Bool
    /// Whether the whole object was read. What is wrong with it stands among the issues.
    public internal(set) var isComplete = false
    /// What few objects need.
    private var oddities: Oddities?

    init(rules: ObjectRules.Storage, isEntered: Bool, mark: Int, frame: Int) {
        self.rules = rules
        names = rules.names.storage.entries
        nameCount = rules.names.count
        self.mark = mark
        self.propertyMark = mark
        self.frame = frame
        self.isEntered = isEntered
        isClosed = !isEntered
    }
}

extension ObjectProgress {
    /// What is kept of an object only if it has unknown keys, more than 64 properties, or something wrong with it.
    final class Oddities {
        var key = ""
        /// The keys that are none of the declared ones, unless they are passed over.
        var unknownKeys: [String] = []
        /// The properties behind the 64th that were met.
        var seen: Set<Int> = []
        /// The properties with which something is wrong.
        var faulty: Set<Int> = []
    }

    private var odd: Oddities {
        mutating get {
            if let oddities { return oddities }
            let new = Oddities()
            oddities = new
            return new
        }
    }

    /// The key that is being read, where it is none of the declared ones and is kept.
    public var key: String { oddities?.key ?? "" }

    var unknownKeys: [String] { oddities?.unknownKeys ?? [] }

    /// Notes a key that is none of the declared ones.
    mutating func note(unknownKey key: String, isKept: Bool) {
        odd.unknownKeys.append(key)
        if isKept { odd.key = key }
    }

    /// Notes that something is wrong with the property that was read.
    mutating func noteFault() { odd.faulty.insert(current) }

    /// Notes that a property was met, and says whether it was for the first time.
    @inline(__always)
    mutating func note(_ place: Int) -> Bool {
        guard place < 64 else { return odd.seen.insert(place).inserted }
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: place)
        guard seen & bit == 0 else { return false }
        seen |= bit
        return true
    }

    /// Whether there are at most 64 properties, all required ones were met, and no unknown keys.
    @inline(__always)
    var hasAllOfFew: Bool { rules.requiredBits & ~seen == 0 && nameCount <= 64 && oddities == nil }

    /// Whether some properties have been read and nothing is wrong with them.
    ///
    /// - Parameters:
    ///   - places: The places of the properties in the declaration.
    ///   - issues: What has been found so far.
    /// - Returns: Whether a rule about them can be asked.
    public func areValid(_ places: Int..., among issues: borrowing Issues) -> Bool {
        guard isComplete else { return false }
        guard issues.count > mark, let oddities else { return true }
        return !places.contains(where: oddities.faulty.contains)
    }
}
