/// An ECMAScript regular expression compiled to what `ToolValidation.Pattern` reads.
public struct CompiledPattern: Sendable, Hashable {
    /// How a pattern is matched.
    public enum Engine: String, Sendable, Hashable {
        /// A minimal automaton over bytes: one step a byte, without allocation.
        case table
        /// The set of all states that the pattern could be in, where its table would be too large: linear in the text,
        /// each step as many times slower as there are states in the set.
        case stateSets = "state sets"
        /// One way after the other, within a bound of steps: what backreferences need.
        case backtracking
    }

    /// The expression as written, without delimiters.
    public var source: String
    /// The flags as written, such as `su`.
    public var flags: String
    /// How it is matched.
    public var engine = Engine.table
    /// The table or program, every byte from `0` (0x30) to `o` (0x6F): a raw string literal `#"…"#` holds them unescaped.
    public var automaton: [UInt8] = []
    /// How many states the automaton has.
    public var stateCount = 0
    /// Whether no text at all matches. False where that is not known.
    public var matchesNothing = false
    /// Whether every text matches. False where that is not known.
    public var matchesEverything = false
    /// What in it is hardly ever meant.
    public var findings: [PatternFinding] = []

    init(source: String, flags: String) {
        self.source = source
        self.flags = flags
    }
}
