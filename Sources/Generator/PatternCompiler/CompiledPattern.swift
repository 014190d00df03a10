/// An ECMAScript regular expression compiled to the tables that `ToolValidation.Pattern` reads.
public struct CompiledPattern: Sendable, Hashable {
    /// The expression as written, without delimiters.
    public var source: String
    /// The flags as written, such as `su`.
    public var flags: String
    /// The tables, every byte from `0` (0x30) to `o` (0x6F): a raw string literal `#"…"#` holds them unescaped.
    public var automaton: [UInt8]
    /// Whether no text at all matches.
    public var matchesNothing: Bool

    /// Creates a compiled pattern from its parts.
    init(source: String, flags: String, automaton: [UInt8], matchesNothing: Bool) {
        self.source = source
        self.flags = flags
        self.automaton = automaton
        self.matchesNothing = matchesNothing
    }
}
