/// What a rule wants to be true, when all names and types in it are known.
///
/// A condition is true, false, or neither: what is asked of a property that is absent or `null` is neither, unless it is
/// asked by `has`. As for a check constraint of SQL, a rule is broken only by a condition that is false.
public indirect enum Condition: Sendable, Hashable {
    /// `true` or `false`
    case constant(Bool)
    /// A property that is `true` or `false` itself.
    case property(PropertyPath)
    /// A property is there, and is not `null`.
    case has(PropertyPath)
    /// The condition is false.
    case not(Condition)
    /// All conditions are true.
    case all([Condition])
    /// One of some conditions is true.
    case any([Condition])
    /// Two numbers compare so. Calculations are those of doubles, so that none can fail.
    case numbers(Quantity, Relation, Quantity)
    /// A number is one of some.
    case isNumber(Quantity, among: [Double])
    /// Two texts are the same, code unit by code unit, or are not.
    case texts(TextOperand, isEqual: Bool, TextOperand)
    /// A text is one of some.
    case isText(TextOperand, among: [String])
    /// A text begins with another.
    case starts(TextOperand, with: TextOperand)
    /// Two dates, or dates with times, compare so.
    case moments(MomentOperand, Relation, MomentOperand)
    /// Two properties that are `true` or `false` are the same, or are not.
    case booleans(PropertyPath, isEqual: Bool, PropertyPath)
}

/// How two values compare.
public enum Relation: String, Sendable, Hashable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="

    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .atMost: left <= right
        case .greater: left > right
        case .atLeast: left >= right
        }
    }
}

/// The names of a property and of properties inside it: `address.city`.
public struct PropertyPath: Sendable, Hashable {
    /// The names, from the outermost.
    public var names: [String]

    /// Creates a path.
    public init(_ names: [String]) {
        self.names = names
    }
}

/// A number, or how it is calculated.
public indirect enum Quantity: Sendable, Hashable {
    /// A constant.
    case constant(Double)
    /// A property; of whole numbers Swift has another type.
    case property(PropertyPath, isInteger: Bool)
    /// The number of code points of a text.
    case length(PropertyPath)
    /// The number of elements of a list, set, map or record.
    case count(PropertyPath)
    /// The number with the other sign.
    case negated(Quantity)
    /// A calculation.
    case calculated(Quantity, Operation, Quantity)

    /// The calculations.
    public enum Operation: String, Sendable, Hashable {
        case sum = "+"
        case difference = "-"
        case product = "*"
        case quotient = "/"
        /// What is left of a division, with the sign of the first number.
        case remainder = "%"
    }

    /// Whether it is a whole number as it stands, without a calculation that could leave the range of `Int`.
    public var isPlainInteger: Bool {
        switch self {
        case .constant(let value): value == value.rounded() && abs(value) <= 0x1p53
        case .property(_, let isInteger): isInteger
        case .length, .count: true
        case .negated, .calculated: false
        }
    }
}

/// A text.
public enum TextOperand: Sendable, Hashable {
    /// A constant.
    case constant(String)
    /// A property.
    case property(PropertyPath)
}

/// A date, or a date with a time.
public enum MomentOperand: Sendable, Hashable {
    /// A constant, in the form of ISO 8601.
    case constant(String)
    /// A property; what has `as: date` is a date in Swift, else a text.
    case property(PropertyPath, isDate: Bool)
}
