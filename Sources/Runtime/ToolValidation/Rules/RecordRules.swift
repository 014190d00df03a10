/// The rules of an object whose keys the caller chooses.
public struct RecordRules: Sendable {
    /// What becomes of keys that are not what keys must be.
    public enum Mode: Sendable {
        /// They are reported, with their values unread.
        case strict
        /// The same, and keys that can be counted up need not all be there.
        case partial
        /// They are kept with their values, unchecked.
        case loose
    }

    let mode: Mode
    /// The keys, where they can be counted up.
    let members: [JSONValue]?
    /// Whether all of them must be there.
    let isExhaustive: Bool
    let size: ArrayRules.Storage
    let message: String?

    /// Creates the rules of a record whose keys are read by a schema.
    public init(checks: [Check<ArrayRules.Rule>] = [], mode: Mode = .strict, message: String? = nil) {
        self.mode = mode
        members = nil
        isExhaustive = false
        size = ArrayRules.Storage(checks, message)
        self.message = message
    }

    /// Creates the rules of a record whose keys are known, texts or numbers.
    ///
    /// - Parameters:
    ///   - members: The keys.
    ///   - isExhaustive: Whether all of them must be there.
    ///   - checks: The checks of the number of entries.
    ///   - mode: What becomes of other keys.
    ///   - message: The text of the issue where the value is no object, or has other keys.
    public init(
        members: [JSONValue],
        isExhaustive: Bool = true,
        checks: [Check<ArrayRules.Rule>] = [],
        mode: Mode = .strict,
        message: String? = nil
    ) {
        self.mode = mode
        // No key is a truth value.
        self.members = members.filter { if case .bool = $0 { false } else { $0 != .null } }
        self.isExhaustive = isExhaustive
        size = ArrayRules.Storage(checks, message)
        self.message = message
    }
}

extension JSONReader {
    /// Reads an object with free keys.
    ///
    /// - Parameters:
    ///   - rules: The rules of the record itself.
    ///   - issues: Where violations are reported.
    ///   - key: Reads a key, which stands as a text, or as a number where it looks like one and is no right text.
    ///   - value: Reads a value.
    ///   - unchecked: Makes a value of one whose key is not what keys must be, in a loose record.
    /// - Returns: The entries that could be read, in the order in which they came; `nil` where the value is no object.
    public mutating func readRecord<Value>(
        _ rules: RecordRules,
        _ issues: inout Issues,
        key: (inout JSONReader, inout Issues) -> String?,
        value: (inout JSONReader, inout Issues) -> Value?,
        unchecked: (JSONValue) -> Value? = { _ in nil }
    ) -> [(key: String, value: Value)]? {
        guard nextByte() == UInt8(ascii: "{") else {
            reportMismatch(expected: "record", message: rules.message, &issues)
            return nil
        }
        let start = ArrayProgress(isEntered: true, mark: issues.count, elementMark: issues.count, start: bookmark)
        guard enter() else { return nil }
        var entries: [(key: String, value: Value)] = []
        var (unknown, seen, isRewriting): ([String], Set<JSONValue>, Bool) = ([], [], false)
        let frame = keys.count
        if nextByte() != UInt8(ascii: "}") {
            repeat {
                guard let token = scanKey() else { return nil }
                keys.append(token)
                let name = text(of: token)
                // JavaScript means something by this one: zod keeps it out of every record.
                guard name != "__proto__" || (rules.members != nil && rules.mode == .strict) else {
                    skipValue()
                    continue
                }
                let mark = issues.count
                let known = KnownKey(name, among: rules.members, ordinal: keys.count - frame)
                if let member = known.member { seen.insert(member) }
                let output = rules.members == nil ? readKey(name, rules, &issues, key) : known.member.map { _ in name }
                if let output, output != "__proto__" {
                    if let value = value(&self, &issues) { entries.append((output, value)) }
                    isRewriting = isRewriting || !output.utf8.elementsEqual(name.utf8)
                } else if output == nil, rules.mode == .loose {
                    guard let raw = parseValue() else { return nil }
                    if let value = unchecked(raw) { entries.append((name, value)) }
                } else {
                    if output == nil, rules.members != nil { unknown.append(name) }
                    skipValue()
                }
                issues.prefix(since: mark, known.place, rank: known.rank)
            } while continues(before: UInt8(ascii: "}"))
        }
        guard fault == nil else { return nil }
        leaveObject(frame)
        guard fault == nil else { return nil }
        if rules.isExhaustive, let members = rules.members {
            for (rank, member) in members.enumerated() where !seen.contains(member) {
                let mark = issues.count
                if let read = reading(nil, { value(&$0, &issues) }) { entries.append((member.keyText, read)) }
                issues.prefix(since: mark, member.pathElement, rank: rank)
            }
        }
        issues.sort(since: start.mark)
        if !unknown.isEmpty {
            let keys = inJavaScriptOrder(unknown).map { JSONValue.string($0) }
            issues.append(.unrecognizedKeys(keys, message: rules.message))
        }
        if isRewriting { keepLast(&entries) }
        check(start, count: entries.count, origin: .record, rules.size, &issues)
        return fault == nil ? entries : nil
    }

    /// Reads a key by its schema: as a text, and then, if that is refused and it looks like one, as a number.
    private mutating func readKey(
        _ name: String,
        _ rules: RecordRules,
        _ issues: inout Issues,
        _ key: (inout JSONReader, inout Issues) -> String?
    ) -> String? {
        let mark = issues.count
        var json = JSONWriter()
        json.write(name)
        let text = reading(json.bytes) { key(&$0, &issues) }
        guard issues.count > mark else { return text }
        let branch = issues.take(since: mark)
        if let number = numericText(of: name) {
            let number = reading(Array(number.utf8)) { key(&$0, &issues) }
            guard issues.count > mark else { return number }
            issues.take(since: mark)
        }
        guard rules.mode != .loose else { return nil }
        let details = issues.details(of: branch)
        issues.append(
            ValidationIssue(
                .invalidKey,
                message: rules.message ?? "Invalid key in record",
                details: ["origin": "record", "issues": details]
            ),
            .hard
        )
        return nil
    }
}

/// A key that was met in a record, and where its issues belong.
private struct KnownKey {
    /// The member that it is, where the members are known.
    var member: JSONValue?
    var place: ValidationIssue.PathElement
    var rank: Int

    init(_ name: String, among members: [JSONValue]?, ordinal: Int) {
        let index = members?.firstIndex { $0.keyText.utf8.elementsEqual(name.utf8) }
        member = index.flatMap { members?[$0] }
        place = member?.pathElement ?? .key(name)
        rank = index ?? keyRank(of: name, ordinal: ordinal)
    }
}

/// Leaves the last of several values whose keys a rewriting has made the same, at the place of the first.
private func keepLast<Value>(_ entries: inout [(key: String, value: Value)]) {
    var places: [[UInt8]: Int] = [:]
    var result: [(key: String, value: Value)] = []
    for entry in entries {
        if let place = places[Array(entry.key.utf8)] {
            result[place].value = entry.value
        } else {
            places[Array(entry.key.utf8)] = result.count
            result.append(entry)
        }
    }
    entries = result
}

/// The number that zod takes a key for: digits, perhaps with a sign and a fraction, without an exponent.
private func numericText(of name: String) -> String? {
    var rest = Substring(name).utf8
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let parts = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 } }
    guard isDigits, parts.count <= 2, let number = Double(name) else { return nil }
    return javaScriptText(of: number)
}

extension JSONValue {
    /// How the value is written as a key.
    public var keyText: String {
        if case .string(let text) = self { text } else { jsonText }
    }

    fileprivate var pathElement: ValidationIssue.PathElement {
        if case .number(let number) = self, let index = Int(exactly: number) { .index(index) } else { .key(keyText) }
    }
}

extension JSONReader {
    /// Reads an object with free keys into a dictionary.
    ///
    /// - Returns: The values by their keys, or `nil` where the value is no object. Two keys that Swift takes for the same,
    ///   being canonically equivalent, are reported.
    public mutating func readDictionary<Value>(
        _ rules: RecordRules,
        _ issues: inout Issues,
        key: (inout JSONReader, inout Issues) -> String?,
        value: (inout JSONReader, inout Issues) -> Value?,
        unchecked: (JSONValue) -> Value? = { _ in nil }
    ) -> [String: Value]? {
        guard let entries = readRecord(rules, &issues, key: key, value: value, unchecked: unchecked) else { return nil }
        var values: [String: Value] = [:]
        values.reserveCapacity(entries.count)
        for entry in entries where values.updateValue(entry.value, forKey: entry.key) != nil {
            let message = "Invalid key in record: another one differs from it in the composition of a character only"
            issues.append(ValidationIssue(.custom, path: [.key(entry.key)], message: message), .hard)
        }
        return values
    }

    /// Reads a value and gives it back as the JSON that it is written as.
    ///
    /// - Parameters:
    ///   - issues: Where violations are reported.
    ///   - value: Reads the value.
    ///   - write: Writes it.
    /// - Returns: The JSON, or `nil` where there is none.
    public mutating func readRaw<Value>(
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?,
        write: (Value, inout JSONWriter) -> Void
    ) -> JSONValue? {
        guard let value = value(&self, &issues) else { return nil }
        var json = JSONWriter(isIntermediate: true)
        write(value, &json)
        return reading(json.bytes.isEmpty ? nil : json.bytes) { $0.isAbsent ? nil : $0.parseValue() }
    }
}

extension JSONWriter {
    /// The entries of a dictionary in the order of their keys, so that the same values are always written as the same text.
    public func entries<Value>(of values: [String: Value]) -> [(key: String, value: Value)] {
        values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    /// A number as the key that JavaScript makes of it.
    public static func keyText(of value: Double) -> String { javaScriptText(of: value) }

    /// A number as a key.
    public static func keyText(of value: Int) -> String { "\(value)" }

    /// A truth value as a key.
    public static func keyText(of value: Bool) -> String { value ? "true" : "false" }

    /// Whether a value is written as `null`, or not at all.
    public static func isNothing(_ value: (some ToolValue)?) -> Bool {
        guard let value else { return true }
        var json = JSONWriter()
        value.write(to: &json)
        return json.bytes.isEmpty || json.bytes == Array("null".utf8)
    }

    /// Writes what two schemas have made of one value.
    ///
    /// - Parameters:
    ///   - first: Writes what the first schema has made of it.
    ///   - second: Writes what the second schema has made of it.
    public mutating func writeMerged(_ first: (inout JSONWriter) -> Void, and second: (inout JSONWriter) -> Void) {
        func written(_ write: (inout JSONWriter) -> Void) -> JSONValue? {
            var json = JSONWriter(isIntermediate: true)
            write(&json)
            return JSONReader.withBytes([]) { reader in
                reader.reading(json.bytes.isEmpty ? nil : json.bytes) { $0.isAbsent ? nil : $0.parseValue() }
            }
        }
        var issues = Issues()
        switch (written(first), written(second)) {
        case (let left?, let right?): (left.merged(with: right, &issues) ?? left).write(to: &self)
        case (let value?, nil), (nil, let value?): value.write(to: &self)
        case (nil, nil): writeNull()
        }
    }
}
