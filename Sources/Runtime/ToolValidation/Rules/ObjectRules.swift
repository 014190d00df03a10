/// The properties of an object, in the order of their declaration.
public struct ObjectRules: Sendable {
    /// One property.
    public struct Property: Sendable {
        let name: String
        let isRequired: Bool

        /// A property that must be there.
        public static func required(_ name: String) -> Property { Property(name: name, isRequired: true) }
        /// A property that may be absent.
        public static func optional(_ name: String) -> Property { Property(name: name, isRequired: false) }
    }

    /// What becomes of keys that are not declared.
    public enum UnknownKeys: Sendable {
        /// They are passed over.
        case strip
        /// They are reported.
        case reject
        /// They are read as the place behind the last property.
        case keep
    }

    let storage: Storage

    /// Creates the rules of an object.
    ///
    /// - Parameters:
    ///   - properties: The properties, whose names differ.
    ///   - unknownKeys: What becomes of keys that are not declared.
    ///   - message: The text of the issue where the value is no object, or has keys that it must not have.
    public init(_ properties: [Property], unknownKeys: UnknownKeys = .strip, message: String? = nil) {
        storage = Storage(properties, unknownKeys, message)
    }

    /// The rules, shared by all readings: handing them on counts one reference.
    final class Storage: Sendable {
        let names: NameTable
        let isRequired: [Bool]
        /// The required ones among the first 64 properties, a bit each.
        let requiredBits: UInt64
        let unknownKeys: UnknownKeys
        let message: String?

        init(_ properties: [Property], _ unknownKeys: UnknownKeys, _ message: String?) {
            names = NameTable(properties.map(\.name))
            isRequired = properties.map(\.isRequired)
            requiredBits = isRequired.prefix(64).enumerated().reduce(0) { bits, property in
                property.element ? bits | 1 << UInt64(property.offset) : bits
            }
            self.unknownKeys = unknownKeys
            self.message = message
        }
    }
}

extension JSONReader {
    /// Opens an object.
    ///
    /// Read it with ``nextProperty(_:_:)`` until that answers `nil`, then look at ``ObjectProgress/isComplete``. Where the
    /// value is no object, that is reported, and there are no properties to read.
    ///
    /// - Returns: The progress to hand on.
    public mutating func enterObject(_ rules: ObjectRules, _ issues: inout Issues) -> ObjectProgress {
        let isObject = nextByte() == UInt8(ascii: "{")
        if !isObject { reportMismatch(expected: "object", message: rules.storage.message, &issues) }
        // An optional progress would be copied, which takes longer than making one.
        return ObjectProgress(
            rules: rules.storage,
            isEntered: isObject && enter(),
            mark: issues.count,
            frame: keys.count
        )
    }

    /// Moves to the next property's value and answers the property's place in the declaration.
    ///
    /// Unknown keys are passed over, or kept: their place is the one behind the last. Behind the last key it answers the required properties that were absent, one after
    /// the other: reading such a value reports what zod reports for `undefined`.
    ///
    /// - Returns: The place of the property to read now, or `nil` when there is none left.
    public mutating func nextProperty(_ object: inout ObjectProgress, _ issues: inout Issues) -> Int? {
        if issues.count == object.propertyMark, takeExpectedProperty(&object) { return object.current }
        if takeExpectedEnd(&object, issues) { return nil }
        return nextAnyProperty(&object, &issues)
    }

    /// Takes what stands before the next value, if its key is one that the order of declaration lets expect: most callers
    /// write the properties in the order in which they were advertised, and leave out a few.
    ///
    /// - Returns: Whether it is. If not, everything stays as it was.
    @inline(__always)
    private mutating func takeExpectedProperty(_ object: inout ObjectProgress) -> Bool {
        guard !object.isClosed else { return false }
        var next = position
        if !object.isAtFirst {
            next = behindSpace(from: next)
            guard next < end, next.pointee == UInt8(ascii: ",") else { return false }
            next += 1
        }
        next = behindSpace(from: next)
        guard end - next > 8, next.pointee == UInt8(ascii: "\"") else { return false }
        let key = next + 1
        let word = UInt64(littleEndian: UnsafeRawPointer(key).loadUnaligned(as: UInt64.self))
        let bound = min(object.nameCount, object.expected &+ 3)
        var place = object.expected
        while place < bound {
            let entry = object.names + place
            if entry.pointee.begins(with: word), entry.pointee.stands(at: key, before: end) {
                next = behindSpace(from: key + (entry.pointee.count &+ 1))
                guard next < end, next.pointee == UInt8(ascii: ":"), object.note(place) else { return false }
                position = next + 1
                object.isAtFirst = false
                object.current = place
                object.expected = place &+ 1
                return true
            }
            place &+= 1
        }
        return false
    }

    @inline(never)
    private mutating func nextAnyProperty(_ object: inout ObjectProgress, _ issues: inout Issues) -> Int? {
        guard object.isEntered else { return nil }
        if issues.count > object.propertyMark { placeIssues(of: &object, &issues) }
        object.current = -1
        while fault == nil, !object.isClosed {
            let bracket = UInt8(ascii: "}")
            if object.isAtFirst ? nextByte() == bracket : !continues(before: bracket) {
                object.isAtFirst = false
                guard fault == nil else { break }
                object.isClosed = true
                object.expected = 0
                leaveObject(object.frame)
                break
            }
            object.isAtFirst = false
            guard let key = scanKey() else { break }
            guard let place = withContent(of: key, { object.rules.names.index(of: $0) }) else {
                keys.append(key)
                guard takeUnknown(key, &object) else { continue }
                return begin(object.nameCount, &object, issues)
            }
            guard object.note(place) else {
                fail(.duplicateKey)
                break
            }
            return begin(place, &object, issues)
        }
        guard fault == nil else { return nil }
        return nextAbsentProperty(&object, &issues)
    }

    /// Takes the closing brace of an object that has all it must have, and nothing wrong or odd with it.
    ///
    /// - Returns: Whether it is one. If not, everything stays as it was.
    @inline(__always)
    private mutating func takeExpectedEnd(_ object: inout ObjectProgress, _ issues: borrowing Issues) -> Bool {
        guard position < end, position.pointee == UInt8(ascii: "}"), !object.isClosed, !object.isAtFirst,
            issues.count == object.mark, object.hasAllOfFew, keys.count == object.frame
        else { return false }
        leave()
        object.isClosed = true
        object.isComplete = true
        return true
    }

    /// Takes a key that is not declared.
    ///
    /// - Returns: Whether its value is to be read.
    private mutating func takeUnknown(_ key: StringToken, _ object: inout ObjectProgress) -> Bool {
        guard object.rules.unknownKeys != .strip else {
            skipValue()
            return false
        }
        let name = text(of: key)
        // JavaScript means something by this one: zod keeps it out of every result, but says that it is there.
        let isKept = object.rules.unknownKeys == .keep && name != "__proto__"
        if isKept || object.rules.unknownKeys == .reject { object.note(unknownKey: name, isKept: isKept) }
        guard isKept else {
            skipValue()
            return false
        }
        return true
    }

    /// Says of the issues of the property that was read where they were found.
    @inline(never)
    private func placeIssues(of object: inout ObjectProgress, _ issues: inout Issues) {
        guard object.current >= 0 else { return }
        object.noteFault()
        if object.current < object.nameCount {
            let name = object.rules.names.names[object.current]
            issues.prefix(since: object.propertyMark, .key(name), rank: object.current)
        } else {
            let rank = object.nameCount + keyRank(of: object.key, ordinal: object.unknownKeys.count)
            issues.prefix(since: object.propertyMark, .key(object.key), rank: rank)
        }
    }

    private func begin(_ place: Int, _ object: inout ObjectProgress, _ issues: borrowing Issues) -> Int {
        object.current = place
        if place < object.nameCount { object.expected = place + 1 }
        object.propertyMark = issues.count
        return place
    }

    private mutating func nextAbsentProperty(_ object: inout ObjectProgress, _ issues: inout Issues) -> Int? {
        let isAnyAbsent = object.rules.requiredBits & ~object.seen != 0 || object.nameCount > 64
        while isAnyAbsent, object.expected < object.nameCount {
            let place = object.expected
            object.expected += 1
            guard object.rules.isRequired[place], object.note(place) else { continue }
            resumption = position
            position = end
            return begin(place, &object, issues)
        }
        if issues.count > object.mark { issues.sort(since: object.mark) }
        if object.rules.unknownKeys == .reject, !object.unknownKeys.isEmpty {
            let keys = inJavaScriptOrder(object.unknownKeys).map { JSONValue.string($0) }
            issues.append(.unrecognizedKeys(keys, message: object.rules.message))
        }
        object.isComplete = true
        return nil
    }
}

// MARK: - The order of keys

/// Where JavaScript puts a key among others: those that are array indices first, by value, then all others as they come.
func keyRank(of key: String, ordinal: Int) -> Int {
    arrayIndex(key).map { Int($0) } ?? (1 << 32) + ordinal
}

/// Keys in the order in which JavaScript goes through them.
func inJavaScriptOrder(_ keys: [String]) -> [String] {
    let ranked = keys.enumerated().map { (rank: keyRank(of: $1, ordinal: $0), key: $1) }
    return ranked.sorted { $0.rank < $1.rank }.map(\.key)
}

private func arrayIndex(_ key: String) -> UInt32? {
    guard key.utf8.count <= 10, let index = UInt32(key), index < .max, "\(index)" == key else { return nil }
    return index
}
