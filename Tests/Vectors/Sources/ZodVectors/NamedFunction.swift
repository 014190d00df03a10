package import ToolValidation

/// One of the named functions that the README of the vectors lists, with its arguments. Nothing stands for `undefined`.
package struct NamedFunction: Sendable {
    private let name: String
    private let arguments: [VectorJSON]
    /// Whether `nil` is `null` where emitted code calls it, and not an absent value.
    let takesNilForNull: Bool

    package init(_ name: String, _ arguments: [VectorJSON]) {
        self.name = name
        self.arguments = arguments
        takesNilForNull = false
    }

    /// A function with its arguments as a JSON array.
    package init(_ name: String, arguments: String, takesNilForNull: Bool = false) {
        self.name = name
        self.arguments = VectorJSON(arguments).elements
        self.takesNilForNull = takesNilForNull
    }

    // MARK: - Predicates

    static let predicates: Set = [
        "always", "never", "even", "notEqual", "equalFields", "lteFields", "atLeastOneOf", "exactlyOneOf", "requiredIf",
        "uniqueItems", "sumAtMost", "noSpaces", "nonEmptyObject",
    ]

    /// Whether a value is right.
    package func holds(for value: JSONValue?) -> Bool {
        switch name {
        case "always": true
        case "even": JavaScript.number(of: value).truncatingRemainder(dividingBy: 2) == 0
        case "notEqual": !isSame(value, argument(0))
        case "equalFields": isSame(field(0, of: value), field(1, of: value))
        case "lteFields": isOrdered(field(0, of: value), field(1, of: value))
        case "atLeastOneOf": presentFields(of: value) > 0
        case "exactlyOneOf": presentFields(of: value) == 1
        case "requiredIf": !isSame(field(0, of: value), argument(1)) || field(2, of: value) != nil
        case "uniqueItems": areUnique(elements(of: value))
        case "sumAtMost": sum(of: value) <= JavaScript.number(of: argument(0))
        case "noSpaces": !JavaScript.text(of: value).utf8.contains(UInt8(ascii: " "))
        case "nonEmptyObject": keyCount(of: value) > 0
        default: false
        }
    }

    // MARK: - Transforms

    static let transforms: Set = [
        "identity", "codePointCount", "toNumber", "toStringJS", "double", "splitComma", "upper", "trim", "sum", "wrap",
        "first", "toUndefined", "toNull", "count", "doubleOrFail", "stringToNumber", "jsonString",
    ]

    /// What becomes of a value.
    package func transform(_ value: JSONValue?, _ issues: inout Issues) -> JSONValue? {
        switch name {
        case "codePointCount": return .number(Double(JavaScript.text(of: value).unicodeScalars.count))
        case "toNumber": return .number(JavaScript.number(of: value))
        case "toStringJS": return .string(JavaScript.text(of: value))
        case "double": return .number(JavaScript.number(of: value) * 2)
        case "splitComma":
            let text = JavaScript.text(of: value).utf8
            let parts = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            return .array(parts.map { .string(String(decoding: $0, as: UTF8.self)) })
        case "upper": return .string(TextRewrite.toUpperCase.apply(to: JavaScript.text(of: value)))
        case "trim": return .string(TextRewrite.trim.apply(to: JavaScript.text(of: value)))
        case "sum": return .number(sum(of: value))
        case "wrap": return .object(JSONObject(value.map { [.init("value", $0)] } ?? []))
        case "first": return elements(of: value).first
        case "toUndefined": return nil
        case "toNull": return .null
        case "count": return .number(Double(keyCount(of: value)))
        case "doubleOrFail":
            let number = JavaScript.number(of: value)
            guard number < 0 else { return .number(number * 2) }
            issues.append(ValidationIssue(.custom, message: "must not be negative"))
            return value
        case "stringToNumber": return .number(JavaScript.parseFloat(JavaScript.text(of: value)))
        case "jsonString":
            if let parsed = try? JSONValue.read(JavaScript.text(of: value).utf8) { return parsed }
            issues.append(ValidationIssue(.invalidFormat, message: "Invalid JSON", details: ["format": "json"]))
            return value
        default: return value
        }
    }

    // MARK: - Reporters

    static let reporters: Set = ["reportDuplicates", "twoIssues", "fatalThenMore"]

    /// Adds what is wrong with a value.
    package func check(_ value: JSONValue?, _ issues: inout Issues) {
        switch name {
        case "reportDuplicates":
            let elements = elements(of: value)
            for index in elements.indices where elements[..<index].contains(where: { isSame($0, elements[index]) }) {
                issues.append(ValidationIssue(.custom, path: [.index(index)], message: "Duplicate item"))
            }
        case "twoIssues":
            // Without a word on what follows, zod leaves out what follows but for sizes.
            issues.append(ValidationIssue(.custom, message: "first"), .hard)
            issues.append(ValidationIssue(.custom, message: "second", details: ["params": ["n": 2]]))
        case "fatalThenMore": issues.append(ValidationIssue(.custom, message: "stop here"), .stop)
        default: break
        }
    }

    // MARK: - Parts of values

    private func argument(_ index: Int) -> JSONValue? {
        arguments.indices.contains(index) ? try? Comparison.json(arguments[index]) : nil
    }

    private func elements(of value: JSONValue?) -> [JSONValue] {
        guard case .array(let elements) = value else { return [] }
        return elements
    }

    /// `Object.keys(value).length`
    private func keyCount(of value: JSONValue?) -> Int {
        switch value {
        case .object(let object): object.members.count
        case .array(let elements): elements.count
        case .string(let text): text.utf16.count
        default: 0
        }
    }

    private func field(_ index: Int, of value: JSONValue?) -> JSONValue? {
        guard case .object(let object) = value, arguments.indices.contains(index) else { return nil }
        return arguments[index].string.flatMap { object[$0] }
    }

    private func presentFields(of value: JSONValue?) -> Int {
        arguments.indices.count { field($0, of: value) != nil }
    }

    private func sum(of value: JSONValue?) -> Double {
        elements(of: value).reduce(0) { $0 + JavaScript.number(of: $1) }
    }

    /// `===`: arrays and objects are never the same as others.
    private func isSame(_ lhs: JSONValue?, _ rhs: JSONValue?) -> Bool {
        switch (lhs, rhs) {
        case (.array, _), (.object, _): false
        default: lhs == rhs
        }
    }

    private func areUnique(_ elements: [JSONValue]) -> Bool {
        !elements.indices.contains { index in elements[..<index].contains { isSame($0, elements[index]) } }
    }

    /// `<=`, or whether one of them is absent.
    private func isOrdered(_ lhs: JSONValue?, _ rhs: JSONValue?) -> Bool {
        guard let lhs, let rhs else { return true }
        if case .string(let lhs) = lhs, case .string(let rhs) = rhs {
            return !rhs.utf16.lexicographicallyPrecedes(lhs.utf16)
        }
        return JavaScript.number(of: lhs) <= JavaScript.number(of: rhs)
    }
}
