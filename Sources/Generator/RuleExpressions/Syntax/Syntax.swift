/// An expression as it is written, before anything is known of its properties.
struct Syntax {
    indirect enum Kind {
        case number(Double)
        case text(String)
        case boolean(Bool)
        /// The names of a property and of properties inside it.
        case path([Name])
        case call(Name, [Syntax])
        case list([Syntax])
        case negated(Syntax)
        case not(Syntax)
        case all([Syntax])
        case any([Syntax])
        /// A relation or a calculation, by its sign.
        case binary(String, Syntax, Syntax)
    }

    /// A name with its place.
    struct Name {
        var text: String
        var range: Range<Int>
    }

    var kind: Kind
    /// Where it stands, in Unicode scalars of the expression.
    var range: Range<Int>
}
