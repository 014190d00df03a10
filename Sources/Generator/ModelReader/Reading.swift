internal import Diagnostics
internal import PatternCompiler
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// One run over all files: the file that is being read, what was found so far, and what many places share.
struct Reading {
    /// The file that is being read.
    var document: YAMLDocument
    var diagnostics: [Diagnostic] = []
    /// Where each tool was first named.
    var toolNames: [String: SourceLocation] = [:]
    /// Whether a stage was left out because of its faults, so that others are not what is missing.
    var hasUnreadStages = false
    /// The types of all files.
    var types = TypeTable()
    /// How many schemas are being read at the moment, each inside of the one before it or for its sake.
    var openSchemas = 0
    /// How many schemas have been taken over from named objects.
    var derivedSchemas = 0
    /// Patterns are often repeated, and compiling one costs more than all else that is read of a property.
    private var patterns: [PatternKey: Result<CompiledPattern, PatternError>] = [:]

    private struct PatternKey: Hashable {
        var source: [UInt8]
        var flags: String
    }

    init(document: YAMLDocument) {
        self.document = document
    }

    mutating func error(
        _ rule: RuleID,
        at location: SourceLocation,
        _ message: String,
        notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(Diagnostic(.error, at: location, rule: rule, message, notes: notes))
    }

    mutating func warning(
        _ rule: RuleID,
        at location: SourceLocation,
        _ message: String,
        notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(Diagnostic(.warning, at: location, rule: rule, message, notes: notes))
    }

    mutating func compile(_ source: String, flags: String) -> Result<CompiledPattern, PatternError> {
        let key = PatternKey(source: Array(source.utf8), flags: flags)
        if let result = patterns[key] { return result }
        let result = Result { () throws(PatternError) in try PatternCompiler.compile(source, flags: flags) }
        patterns[key] = result
        return result
    }
}

// MARK: - Kinds of nodes

extension Reading {
    /// Reports that a node is of another kind than what is expected ("a list"), or that nothing stands there. The subject
    /// is the key or place in words: "'tools'".
    mutating func reportKind(of node: YAMLNode, expected: String, for subject: String) {
        if node.isEmpty {
            error(.emptyValue, at: node.location, "\(subject) has no value: expected \(expected)")
        } else {
            error(.wrongKind, at: node.location, "expected \(expected) for \(subject), found \(node.kind)")
        }
    }

    mutating func mapping(_ node: YAMLNode, for subject: String, expected: String = "a mapping") -> YAMLMapping? {
        if let mapping = node.mapping { return mapping }
        reportKind(of: node, expected: expected, for: subject)
        return nil
    }

    mutating func elements(_ node: YAMLNode, for subject: String, expected: String = "a list") -> [YAMLNode]? {
        if let sequence = node.sequence { return sequence.elements }
        reportKind(of: node, expected: expected, for: subject)
        return nil
    }

    /// A text. Plain numbers and booleans are taken as the text that was written.
    mutating func text(_ node: YAMLNode, for subject: String) -> String? {
        guard let scalar = node.scalar, !scalar.isEmpty else {
            reportKind(of: node, expected: "text", for: subject)
            return nil
        }
        if case .null = scalar.value {
            error(.wrongKind, at: node.location, "expected text for \(subject), found null: quote it if it is text")
            return nil
        }
        return scalar.text
    }

    /// A text whose lost end is worth a word, since it may hold a `#`.
    mutating func text(_ node: YAMLNode, for subject: String, as use: YAMLDocument.TextUse) -> String? {
        guard let text = text(node, for: subject) else { return nil }
        if let scalar = node.scalar, let finding = document.commentFinding(after: scalar, as: use) {
            diagnostics.append(finding)
        }
        return text
    }

    mutating func flag(_ node: YAMLNode, for subject: String) -> Bool? {
        if let flag = node.scalar?.bool { return flag }
        reportKind(of: node, expected: "true or false", for: subject)
        return nil
    }
}

// MARK: - Words and lists of text

extension Reading {
    /// One of some words.
    mutating func word(_ node: YAMLNode, of words: [String], for subject: String) -> String? {
        guard let text = text(node, for: subject) else { return nil }
        if words.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { return text }
        let advice = advice(for: text, among: KeySet(words))
        error(.unknownWord, at: node.location, "\(subject) cannot be \(quoted(text))\(advice)")
        return nil
    }

    /// A list of texts, none of them twice.
    mutating func texts(_ node: YAMLNode, for subject: String) -> [LocatedText]? {
        guard let elements = elements(node, for: subject, expected: "a list of texts") else { return nil }
        var first: [JSONValue: SourceLocation] = [:]
        return elements.compactMap { element in
            guard let text = text(element, for: "an element of \(subject)"),
                isNew(.string(text), at: element.location, &first)
            else { return nil }
            return LocatedText(text, location: element.location)
        }
    }

    /// Whether a value is met for the first time; reports it otherwise.
    mutating func isNew(_ value: JSONValue, at place: SourceLocation, _ first: inout [JSONValue: SourceLocation])
        -> Bool
    {
        guard let earlier = first[value] else {
            first[value] = place
            return true
        }
        error(
            .duplicateValue,
            at: place,
            "the value \(value.jsonText) stands twice in this list",
            notes: [.init("it is first listed here", at: earlier)]
        )
        return false
    }

    /// The name of a function that the user writes.
    mutating func functionName(_ node: YAMLNode, for subject: String) -> String? {
        guard let name = text(node, for: subject) else { return nil }
        guard SwiftIdentifier.isCamelCase(name), name.unicodeScalars.first?.properties.isLowercase == true else {
            let message = "\(quoted(name)) is no name of a Swift function: write letters and digits, such as 'isFree'"
            error(.swiftName, at: node.location, message)
            return nil
        }
        return name
    }

    /// The path of an issue: `a.b`, or a list of names and indexes.
    mutating func path(_ node: YAMLNode, for subject: String) -> [ValidationIssue.PathElement] {
        guard let elements = node.sequence?.elements else {
            let parts = text(node, for: subject)?.split(separator: ".") ?? []
            return parts.map { part in HTTPValues.wholeNumber(part).map { .index($0) } ?? .key(String(part)) }
        }
        return elements.compactMap { element in
            if let index = element.scalar?.integer, index >= 0 { return .index(index) }
            return text(element, for: "an element of \(subject)").map { .key($0) }
        }
    }
}

// MARK: - Names

extension Reading {
    /// Reports a key that cannot be read here, as not supported yet or as unknown.
    mutating func refuse(_ key: YAMLScalar, of subject: String, among keys: KeySet) {
        if keys.planned.contains(key.text) {
            error(.notSupported, at: key.location, "\(quoted(key.text)) of \(subject) is not supported yet")
        } else {
            let advice = advice(for: key.text, among: keys)
            error(.unknownKey, at: key.location, "unknown key \(quoted(key.text)) in \(subject)\(advice)")
        }
    }

    /// What to write instead of an unknown name: a near one, or the list of those that are known.
    func advice(for name: String, among keys: KeySet) -> String {
        if let near = Suggestion.nearest(to: name, in: keys.known + keys.planned) {
            return keys.planned.contains(near)
                ? "; '\(near)' comes near, but is not supported yet" : "; did you mean '\(near)'?"
        }
        return keys.known.isEmpty ? "" : ": expected \(list(keys.known, joinedBy: "or"))"
    }
}

/// A name in quotes, cut short where it is no name any more.
func quoted(_ text: String) -> String {
    let longest = 60
    let scalars = text.unicodeScalars
    guard scalars.count > longest else { return "'\(text)'" }
    return "'\(String(String.UnicodeScalarView(scalars.prefix(longest))))…'"
}

/// `a, b or c`.
func list(_ words: [String], joinedBy conjunction: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}
