public import Diagnostics
public import ToolModel
public import ToolValidation

extension RuleID {
    /// A `check` of a rule that is no expression.
    public static let ruleSyntax = RuleID(rawValue: "rule-syntax")
    /// A rule that names a property or function that there is not.
    public static let ruleName = RuleID(rawValue: "rule-name")
    /// A rule that does with values what cannot be done with them.
    public static let ruleType = RuleID(rawValue: "rule-type")
}

/// A cross-field rule that has been read: its condition, with all names and types known.
///
/// The rule is to be checked when the properties that it ``names`` are valid themselves, of the object as it comes out of
/// its schema. What breaks it is an issue of the code `custom` with the rule's path, the ``message`` and the ``params``.
public struct RuleExpression: Sendable, Hashable {
    /// What must not be false.
    public let condition: Condition
    /// The rule as it was read.
    public let rule: CrossFieldRule

    /// Reads a rule.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - object: The object that it is a rule of.
    ///   - types: The types that properties may refer to.
    /// - Throws: What is wrong with it, at its place.
    public init(_ rule: CrossFieldRule, of object: ObjectSchema, types: [TypeDefinition]) throws(Diagnostic) {
        self.rule = rule
        do throws(Fault) {
            let syntax = try Parser.parse(rule.check.text)
            let schemas = Dictionary(types.map { ($0.name, $0.schema) }) { first, _ in first }
            condition = try TypeChecker(properties: object.properties, types: schemas).condition(syntax)
        } catch {
            throw Diagnostic(
                .error,
                at: rule.check.location(of: error.range),
                rule: error.rule.id,
                error.message
            )
        }
    }

    /// The properties of the object that are named, each once.
    public var names: [String] {
        var names: [String] = []
        for name in condition.paths.compactMap(\.names.first)
        where !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
            names.append(name)
        }
        return names
    }

    /// What is said when the rule is broken, and what is advertised: its own message, or the condition in words.
    public var message: String { rule.message ?? "Must be true: \(condition.words)" }

    /// What the issue carries as `params`: the condition as it is written.
    public var params: JSONObject { ["rule": .string(rule.check.text)] }
}

extension Fault.FaultKind {
    fileprivate var id: RuleID {
        switch self {
        case .syntax: .ruleSyntax
        case .name: .ruleName
        case .type: .ruleType
        }
    }
}

extension LocatedText {
    /// The place of some of its scalars; the place of the whole text where that is quoted with escapes or folded, so that
    /// its scalars do not stand in the file one by one.
    fileprivate func location(of range: Range<Int>) -> SourceLocation {
        let length = text.unicodeScalars.count
        guard location.start.line == location.end.line else { return location }
        let quotes = location.end.column - location.start.column - length
        guard quotes == 0 || quotes == 2 else { return location }
        func position(_ offset: Int) -> SourcePosition {
            SourcePosition(line: location.start.line, column: location.start.column + quotes / 2 + offset)
        }
        let end = max(range.upperBound, range.lowerBound + 1)
        return SourceLocation(path: location.path, start: position(range.lowerBound), end: position(end))
    }
}
