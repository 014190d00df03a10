/// What a pattern may cost, at build time and in the generated source.
///
/// Beyond the first four and the last lies ``PatternError/Kind/tooLarge``. What would make a table beyond the others is
/// matched by sets of states instead.
public enum PatternLimits {
    /// How many Unicode scalars an expression may have.
    public static let sourceLength = 65_536
    /// How deep groups may nest: the syntax tree is walked recursively, on threads whose stack may be 512 KiB.
    public static let groupDepth = 100
    /// How many characters, assertions and branches remain once bounded counts are written out.
    public static let positions = 10_000
    /// How many classes of characters the expression may tell apart.
    public static let characterClasses = 1_024
    /// How many states the deterministic automaton may have before it is minimised.
    public static let intermediateStates = 16_384
    /// How many elementary steps its construction may take; a debug build makes some five million of them in a second.
    public static let constructionSteps = 2_000_000
    /// How many states the tables can number: two six-bit digits, less the two sinks.
    public static let states = 4_094
    /// How many bytes the tables may add to the generated source.
    public static let tableBytes = 128 * 1_024
}
