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
    case lookaround(PatternNode, PatternLookaround)
    case backreference(Backreference)

    static var empty: PatternNode { .sequence([]) }
}

enum PatternAssertion: Equatable {
    case start
    case end
    case wordBoundary
    case noWordBoundary
}

struct Quantifier {
    var minimum: Int
    /// No upper bound where nil.
    var maximum: Int?
    /// Decides which match is found, and whether there is one only where a backreference looks at it.
    var isLazy = false
    /// The capturing groups in what it repeats, which each turn forgets.
    var captures: Range<Int> = 1..<1
    var offset: Int

    /// How many copies of its operand it stands for.
    var turns: Int { max(1, maximum ?? minimum) }
}

struct PatternLookaround {
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

/// What stands between brackets, and its operands with flag `v`.
struct CharacterClass {
    enum Item {
        case range(UInt32, UInt32)
        case escape(ClassEscape)
        /// Strings of other lengths than one, with flag `v`.
        case strings([[UInt32]])
        /// A class in a class, with flag `v`.
        case nested(CharacterClass)
    }

    /// How the items are put together.
    enum Operation {
        case union
        case intersection
        case subtraction
    }

    var items: [Item]
    var operation = Operation.union
    var isNegated = false
}

/// An escape that stands for a set, inside or outside a class.
enum ClassEscape {
    case digit(isNegated: Bool)
    case word(isNegated: Bool)
    case space(isNegated: Bool)
    case property(CodeUnitSet, isNegated: Bool)
}

/// An expression that is valid in ECMAScript.
struct ParsedPattern {
    var root: PatternNode
    var flags: PatternFlags
    var captureCount: Int
    /// The numbers of the groups that have names.
    var groupNames: [String: Int]
    /// Where the largest bounded count stands, which is what to change first where the automaton is too large.
    var largestCount: Quantifier?
    /// The first backreference, which no automaton can express.
    var backreference: Backreference?
}
