public import Diagnostics
public import PatternCompiler
public import ToolValidation

/// A rule with what its author said about its failure.
public struct Rule<Kind: Sendable & Hashable>: Sendable, Hashable {
    /// What is checked.
    public var kind: Kind
    /// The text of the issue, instead of zod's.
    public var message: String?
    /// Whether the rules behind this one are left out when it fails.
    public var aborts: Bool
    /// Where the rule stands.
    public var location: SourceLocation

    /// Creates a rule.
    public init(_ kind: Kind, message: String? = nil, aborts: Bool = false, location: SourceLocation) {
        self.kind = kind
        self.message = message
        self.aborts = aborts
        self.location = location
    }
}

/// The rules of texts. Lengths count Unicode code points.
public enum StringRule: Sendable, Hashable {
    /// At least so many code points; `nonempty` is `min: 1`.
    case min(Int)
    /// At most so many code points.
    case max(Int)
    /// Exactly so many code points.
    case length(Int)
    /// A regular expression must match somewhere.
    case regex(CompiledPattern)
    /// The text begins with another.
    case startsWith(String)
    /// The text ends with another.
    case endsWith(String)
    /// The text contains another, at a place from this one on, which counts UTF-16 code units.
    case includes(String, from: Int)
    /// The text has none of the letters `A` to `Z`.
    case lowercase
    /// The text has none of the letters `a` to `z`.
    case uppercase
    /// The text has a form that has a name.
    case format(StringFormat)
    /// The text is an e-mail address by another expression than zod's.
    case emailPattern(CompiledPattern)
    /// The text is a URL.
    case url(URLRule)
    /// The text is changed, for the rules behind this one and for the tool.
    case rewrite(TextRewrite)

    /// Whether the rules behind this one are about another text than those before it.
    public var changesText: Bool {
        switch self {
        case .url, .rewrite: true
        default: false
        }
    }
}

/// What a URL must be like.
public enum URLRule: Sendable, Hashable {
    /// Any, if its hostname and its protocol match.
    case any(hostname: CompiledPattern? = nil, protocol: CompiledPattern? = nil, isNormalized: Bool = false)
    /// `httpUrl`: one of the web, with a domain name as its host.
    case http(isNormalized: Bool = false)

    /// Whether the tool gets the URL as the parser writes it.
    public var isNormalized: Bool {
        switch self {
        case .any(_, _, let isNormalized), .http(let isNormalized): isNormalized
        }
    }
}

/// The rules of numbers. `positive` is `greaterThan(0)`.
public enum NumberRule: Sendable, Hashable {
    /// At least this number (`min`, `gte`).
    case min(Double)
    /// At most this number (`max`, `lte`).
    case max(Double)
    /// More than this number (`gt`, `positive`).
    case greaterThan(Double)
    /// Less than this number (`lt`).
    case lessThan(Double)
    /// A multiple of this step.
    case multipleOf(Double)
    /// A whole number of zod's safe range (`int`, `safe`).
    case integer
    /// A number in the range of a format such as `float32`.
    case format(NumberFormat)
}

/// The rules of lists.
public enum ArrayRule: Sendable, Hashable {
    /// At least so many elements; `nonempty` is `min: 1`.
    case min(Int)
    /// At most so many elements.
    case max(Int)
    /// Exactly so many elements.
    case length(Int)
    /// No two elements are the same.
    case unique
}
