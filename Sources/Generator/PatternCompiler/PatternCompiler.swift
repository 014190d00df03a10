/// Compiles ECMAScript regular expressions to automata that match UTF-8 in linear time and without allocation.
public enum PatternCompiler {
    /// Compiles an expression so that ``CompiledPattern/automaton`` gives the verdict of
    /// `new RegExp(source, flags).test(string)` (ECMA-262 22.2): a search, anchored only by the expression itself.
    ///
    /// Without flag `u` the expression sees UTF-16 code units, as in ECMAScript: `^.$` rejects an emoji, two of them.
    /// Flags `s`, `m` and `u` are honoured. Lookarounds, backreferences, properties and the other flags are not.
    ///
    /// - Parameters:
    ///   - source: The expression without delimiters.
    ///   - flags: Its flags, in any order.
    /// - Returns: The expression with its tables, at most ``PatternLimits/tableBytes`` long.
    /// - Throws: A ``PatternError`` where the expression is invalid, cannot be matched exactly or is too large.
    public static func compile(_ source: String, flags: String) throws(PatternError) -> CompiledPattern {
        let flagSet = try PatternFlags(flags)
        // With flag v the grammar itself is another one.
        if flags.contains("v"), let error = flagSet.unsupported { throw error }
        guard source.unicodeScalars.count <= PatternLimits.sourceLength else {
            let note = "at most \(PatternLimits.sourceLength) characters"
            throw PatternError(.tooLarge, "the pattern is too long", note: note, at: PatternLimits.sourceLength)
        }
        let pattern = try PatternParser.parse(source, flags: flagSet)
        if let error = flagSet.unsupported ?? pattern.unsupported { throw error }
        do {
            let automaton = try byteAutomaton(pattern)
            return CompiledPattern(
                source: source,
                flags: flags,
                automaton: try TableEncoder.encode(automaton),
                matchesNothing: automaton.start == DeterministicAutomaton.dead
            )
        } catch {
            // No character alone makes an automaton large; a count, if there is one, is what to look at.
            guard let count = pattern.largestCount, error.kind == .tooLarge, error.offset == 0 else { throw error }
            throw PatternError(.tooLarge, error.message, note: error.note, at: count.offset)
        }
    }

    static func byteAutomaton(_ pattern: ParsedPattern) throws(PatternError) -> ByteAutomaton {
        let automaton = try Automaton(pattern)
        let alphabet = try Alphabet(sets: automaton.distinguishedSets, maximum: pattern.flags.maximumElement)
        let subsets = try SubsetConstruction.run(automaton, alphabet)
        let minimal = Minimization.run(subsets)
        return try ByteAutomaton(minimal, UTF8Classes(alphabet, isUnicode: pattern.flags.isUnicode))
    }
}
