/// An ECMAScript regular expression compiled to the tables that `ToolValidation.Pattern` reads.
public struct CompiledPattern: Sendable, Hashable {
    /// The expression as written, without delimiters.
    public var source: String
    /// The flags as written, such as `iu`.
    public var flags: String
    /// The tables, every byte below 0x80, so that they can be written as a string literal.
    public var automaton: [UInt8]

    /// Creates a compiled pattern from its parts.
    init(source: String, flags: String, automaton: [UInt8]) {
        self.source = source
        self.flags = flags
        self.automaton = automaton
    }
}

/// Why a pattern was not compiled, and at which character.
public struct PatternError: Error, Hashable {
    /// Whether the expression is not one of ECMAScript's, or is one that this compiler does not match yet.
    public enum Kind: Sendable, Hashable {
        case syntax
        case unsupported
        case tooLarge
    }

    /// What kind of fault it is.
    public var kind: Kind
    /// What is wrong, in a few words: `unterminated character class`.
    public var message: String
    /// What stands under the caret: `this '[' is never closed`.
    public var note: String?
    /// The place of the fault: an offset in Unicode scalars from the start of the pattern.
    public var offset: Int
}
