import ToolValidation

/// What a person may want to know about an expression: how it is matched, and texts that do and do not match.
public struct PatternReport: Sendable {
    /// The expression as the generator compiles it.
    public var compiled: CompiledPattern
    /// A shortest text that matches; nil where there is none, or none was found.
    public var matching: String?
    /// A short text that does not match; nil where there is none, or none was found.
    public var nonMatching: String?
    /// The automaton as a Mermaid flowchart; nil where it has more than ``PatternReport/diagramStates`` states.
    public var diagram: String?

    /// How many states a diagram may have to be of use.
    public static let diagramStates = 24

    /// Compiles an expression and looks into its automaton.
    ///
    /// - Parameters:
    ///   - source: The expression without delimiters.
    ///   - flags: Its flags, in any order.
    /// - Throws: A ``PatternError`` where the expression is invalid or too large.
    public init(_ source: String, flags: String) throws(PatternError) {
        compiled = try PatternCompiler.compile(source, flags: flags)
        guard compiled.engine == .table else {
            let pattern = Pattern(source: source, flags: flags, automaton: compiled.automaton)
            let candidates = ExampleSearch.candidates
            matching = candidates.first { pattern.matches($0) }
            nonMatching = candidates.first { !$0.isEmpty && !pattern.matches($0) }
            return
        }
        let automaton = try Automaton(PatternParser.parse(source, flags: PatternFlags(flags)), for: .table)
        let alphabet = try Alphabet(sets: automaton.distinguishedSets, maximum: automaton.flags.maximumElement)
        let minimal = Minimization.run(try SubsetConstruction.run(automaton, alphabet))
        let search = ExampleSearch(minimal, alphabet, isUnicode: automaton.flags.isUnicode)
        matching = search.shortest(thatMatches: true)
        nonMatching = search.shortest(thatMatches: false, isEmpty: false) ?? search.shortest(thatMatches: false)
        if minimal.stateCount <= Self.diagramStates { diagram = AutomatonDiagram.text(minimal, alphabet) }
    }
}
