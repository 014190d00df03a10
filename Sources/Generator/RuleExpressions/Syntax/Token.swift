/// A word or sign of an expression, with the characters that it takes.
struct Token: Equatable {
    enum Kind: Equatable {
        /// A name, or a word of the language such as `and`.
        case word(String)
        /// A name in backquotes, which is never a word of the language.
        case name(String)
        /// A number.
        case number(Double)
        /// A text, without its quotes.
        case text(String)
        /// A sign, such as `<=`.
        case sign(String)
        /// The end of the expression.
        case end
    }

    var kind: Kind
    /// Where it stands, in Unicode scalars of the expression.
    var range: Range<Int>
}

/// What is wrong with an expression, and where.
struct Fault: Error {
    /// The place, in Unicode scalars of the expression.
    var range: Range<Int>
    /// The rule that was broken.
    var rule: FaultKind
    /// What is wrong and what to do.
    var message: String

    enum FaultKind {
        /// The text is no expression.
        case syntax
        /// A name stands for nothing.
        case name
        /// Values are used as what they are not.
        case type
    }

    init(_ rule: FaultKind, at range: Range<Int>, _ message: String) {
        self.range = range
        self.rule = rule
        self.message = message
    }
}
