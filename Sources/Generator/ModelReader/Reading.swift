internal import Diagnostics
internal import PatternCompiler
internal import YAMLReader

/// One run over all files: the file that is being read, what was found so far, and what many places share.
struct Reading {
    /// The file that is being read.
    var document: YAMLDocument
    var diagnostics: [Diagnostic] = []
    /// Where each tool was first named.
    var toolNames: [String: SourceLocation] = [:]
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
