/// Compiles ECMAScript regular expressions to what matches UTF-8 in time linear in its length.
public enum PatternCompiler {
    /// Compiles an expression so that `ToolValidation.Pattern` gives the verdict of `new RegExp(source, flags).test(string)`
    /// (ECMA-262 22.2): a search, anchored only by the expression itself.
    ///
    /// Without flags `u` and `v` the expression sees UTF-16 code units, as in ECMAScript: `^.$` rejects an emoji, two of
    /// them.
    ///
    /// - Parameters:
    ///   - source: The expression without delimiters.
    ///   - flags: Its flags, in any order.
    /// - Returns: The expression with its tables, at most ``PatternLimits/tableBytes`` long.
    /// - Throws: A ``PatternError`` where the expression is invalid or too large.
    public static func compile(_ source: String, flags: String) throws(PatternError) -> CompiledPattern {
        try compile(source, flags: flags, for: nil)
    }

    /// Compiles an expression for one engine, whichever would be chosen: tests and benchmarks compare them.
    ///
    /// - Parameters:
    ///   - source: The expression without delimiters.
    ///   - flags: Its flags, in any order.
    ///   - engine: The engine; nil for the one that suits it. A table that would be too large becomes state sets.
    /// - Returns: The expression with its tables.
    /// - Throws: A ``PatternError`` where the expression is invalid or too large.
    public static func compile(
        _ source: String,
        flags: String,
        for engine: CompiledPattern.Engine?
    ) throws(PatternError) -> CompiledPattern {
        let flagSet = try PatternFlags(flags)
        guard source.unicodeScalars.count <= PatternLimits.sourceLength else {
            let note = "at most \(PatternLimits.sourceLength) characters"
            throw PatternError(.tooLarge, "the pattern is too long", note: note, at: PatternLimits.sourceLength)
        }
        let pattern = try PatternParser.parse(source, flags: flagSet)
        var result = CompiledPattern(source: source, flags: flags)
        do {
            switch engine ?? (pattern.backreference == nil ? .table : .backtracking) {
            case .table: try compileTable(pattern, into: &result)
            case .stateSets: try compileProgram(pattern, for: .stateSets, into: &result)
            case .backtracking: try compileProgram(pattern, for: .backtracking, into: &result)
            }
        } catch {
            // No character alone makes an automaton large; a count, if there is one, is what to look at.
            guard let count = pattern.largestCount, error.kind == .tooLarge, error.offset == 0 else { throw error }
            throw PatternError(.tooLarge, error.message, note: error.note, at: count.offset)
        }
        result.findings = PatternJudge.findings(in: pattern, result)
        return result
    }

    /// Reads an expression without compiling it.
    ///
    /// - Throws: A ``PatternError`` where the expression is invalid.
    public static func validate(_ source: String, flags: String) throws(PatternError) {
        _ = try PatternParser.parse(source, flags: PatternFlags(flags))
    }

    private static func compileTable(
        _ pattern: ParsedPattern,
        into result: inout CompiledPattern
    ) throws(PatternError) {
        let automaton = try Automaton(pattern, for: .table)
        do {
            let table = try byteAutomaton(automaton)
            result.automaton = try TableEncoder.encode(table)
            result.engine = .table
            result.stateCount = table.stateCount
            result.matchesNothing = !table.canMatch
            result.matchesEverything = table.start == DeterministicAutomaton.accepting
        } catch {
            guard error.kind == .tooLarge else { throw error }
            try compileProgram(pattern, for: .stateSets, into: &result)
        }
    }

    private static func compileProgram(
        _ pattern: ParsedPattern,
        for use: Automaton.Use,
        into result: inout CompiledPattern
    ) throws(PatternError) {
        let automaton = try Automaton(pattern, for: use)
        let alphabet = try Alphabet(sets: automaton.distinguishedSets, maximum: pattern.flags.maximumElement)
        result.automaton = ProgramEncoder.encode(automaton, alphabet)
        result.engine = use == .backtracking ? .backtracking : .stateSets
        result.stateCount = automaton.kinds.count
        guard result.automaton.count <= PatternLimits.tableBytes else {
            let note = "it needs \(result.automaton.count) bytes of at most \(PatternLimits.tableBytes)"
            throw PatternError(.tooLarge, "the pattern is too large", note: note, at: 0)
        }
    }

    private static func byteAutomaton(_ automaton: Automaton) throws(PatternError) -> ByteAutomaton {
        let alphabet = try Alphabet(sets: automaton.distinguishedSets, maximum: automaton.flags.maximumElement)
        let subsets = try SubsetConstruction.run(automaton, alphabet)
        let minimal = Minimization.run(subsets)
        var table = try ByteAutomaton(minimal, UTF8Classes(alphabet, isUnicode: automaton.flags.isUnicode))
        // A minimal automaton has no state that leads nowhere, unless it reads surrogates that no text has so.
        let tellsSurrogates = !automaton.flags.isUnicode && alphabet.commonClass(0xD800, 0xDFFF) == nil
        if tellsSurrogates { table.findWhetherItCanMatch() }
        return table
    }
}
