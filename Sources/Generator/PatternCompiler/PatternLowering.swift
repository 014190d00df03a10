/// Turns what the syntax tree names (`\w`, `.`, negated classes) into sets of elements, as the flags demand.
struct PatternLowering {
    let flags: PatternFlags

    var dot: CodeUnitSet {
        let excluded = flags.isDotAll ? CodeUnitSet() : CodeUnitSet.lineTerminators
        return complement(excluded)
    }

    func set(_ characterClass: CharacterClass) -> CodeUnitSet {
        var intervals: [CodeUnitSet.Interval] = []
        for item in characterClass.items {
            switch item {
            case .range(let lower, let upper): intervals.append(CodeUnitSet.Interval(lower: lower, upper: upper))
            case .escape(let escape): intervals += set(escape).intervals
            }
        }
        let result = CodeUnitSet(unordered: intervals)
        return characterClass.isNegated ? complement(result) : result
    }

    private func set(_ escape: ClassEscape) -> CodeUnitSet {
        switch escape {
        case .digit(let isNegated): isNegated ? complement(.digits) : .digits
        case .word(let isNegated): isNegated ? complement(.wordCharacters) : .wordCharacters
        case .space(let isNegated): isNegated ? complement(.whitespace) : .whitespace
        // The parser has refused the pattern.
        case .property: CodeUnitSet()
        }
    }

    private func complement(_ set: CodeUnitSet) -> CodeUnitSet {
        set.complement(upTo: flags.maximumElement)
    }
}
