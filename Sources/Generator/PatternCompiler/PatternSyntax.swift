/// The syntax tree of an expression (ECMA-262 22.2.1). Offsets count Unicode scalars of the source.
indirect enum PatternNode {
    /// An element of the string: a code unit, or a code point with flag `u`.
    case character(UInt32)
    case dot
    case characterClass(CharacterClass)
    case assertion(PatternAssertion)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// A capturing group, numbered from 1. Groups that do not capture leave no node.
    case capture(PatternNode, number: Int)
    case repetition(PatternNode, Quantifier)
    case lookaround(PatternNode, Lookaround)
    case backreference(Backreference)

    static var empty: PatternNode { .sequence([]) }
}

enum PatternAssertion {
    case start
    case end
    case wordBoundary
    case noWordBoundary
}

/// Laziness is not kept: it decides which match is found, never whether there is one.
struct Quantifier {
    var minimum: Int
    /// No upper bound where nil.
    var maximum: Int?
    var offset: Int

    /// How many copies of its operand it stands for.
    var turns: Int { max(1, maximum ?? minimum) }
}

struct Lookaround {
    var isBehind: Bool
    var isNegative: Bool
    var offset: Int
}

struct Backreference {
    enum Target {
        case number(Int)
        case name(String)
    }

    var target: Target
    var offset: Int
}

struct CharacterClass {
    enum Item {
        case range(UInt32, UInt32)
        case escape(ClassEscape)
    }

    var items: [Item]
    var isNegated = false
}

/// An escape that stands for a set, inside or outside a class.
enum ClassEscape {
    case digit(isNegated: Bool)
    case word(isNegated: Bool)
    case space(isNegated: Bool)
    case property(name: String, value: String?, isNegated: Bool, offset: Int)
}

/// An expression that is valid in ECMAScript.
struct ParsedPattern {
    var root: PatternNode
    var flags: PatternFlags
    var captureCount: Int
    /// Where the largest bounded count stands, which is what to change first where the automaton is too large.
    var largestCount: Quantifier?
    /// The first construct that the automaton cannot express.
    var unsupported: PatternError?
}
