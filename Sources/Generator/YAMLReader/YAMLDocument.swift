public import Diagnostics

/// What was read of one file: its nodes, its faults and its text.
public struct YAMLDocument: Sendable {
    /// The root node. Nothing if a fault ended the reading: its diagnostic says which.
    public let root: YAMLNode?
    /// The faults found, in the order of position. With an error among them the root may be there all the same, so
    /// that the model reader can report its own findings in the same run; nothing may be generated from it then.
    public let diagnostics: [Diagnostic]
    /// The file's text, for excerpts and carets.
    public let source: SourceText
}

extension RuleID {
    /// The text is not YAML; libyaml's finding in words that say what to do.
    public static let yamlSyntax = RuleID(rawValue: "yaml-syntax")
    /// A tab stands where indentation is counted.
    public static let tabIndentation = RuleID(rawValue: "tab-indentation")
    /// The bytes are not UTF-8, or hold control characters.
    public static let invalidEncoding = RuleID(rawValue: "invalid-encoding")
    /// The files of a target are larger than ``YAMLReader/maximumInputSize`` together.
    public static let inputSize = RuleID(rawValue: "input-size")
    /// Collections are nested more deeply than ``YAMLReader/maximumDepth``.
    public static let nestingDepth = RuleID(rawValue: "nesting-depth")
    /// The file holds nothing but white space and comments.
    public static let emptyDocument = RuleID(rawValue: "empty-document")
    /// A second document begins in the file.
    public static let multipleDocuments = RuleID(rawValue: "multiple-documents")
    /// A `%YAML` directive asks for another version than 1.2.
    public static let yamlVersion = RuleID(rawValue: "yaml-version")
    /// A key stands twice in a mapping.
    public static let duplicateKey = RuleID(rawValue: "duplicate-key")
    /// A key is a list or a mapping, or is missing.
    public static let invalidKey = RuleID(rawValue: "invalid-key")
    /// `<<` stands as a key.
    public static let mergeKey = RuleID(rawValue: "merge-key")
    /// A node has a tag such as `!x`.
    public static let tag = RuleID(rawValue: "tag")
    /// An alias names an anchor that does not exist above it, or one that it stands in.
    public static let invalidAlias = RuleID(rawValue: "invalid-alias")
    /// Aliases stand for more than ``YAMLReader/maximumAliasedNodes`` nodes.
    public static let aliasExpansion = RuleID(rawValue: "alias-expansion")
    /// A plain number is written in octal or hexadecimal.
    public static let numberBase = RuleID(rawValue: "number-base")
    /// A comment ends plain text that may have been meant to go on.
    public static let commentCutsText = RuleID(rawValue: "comment-cuts-text")
}
