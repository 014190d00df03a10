/// Turns what the syntax tree names (`\w`, `.`, negated classes) into sets of elements, as the flags demand.
struct PatternLowering {
    let flags: PatternFlags

    /// What a class matches: single elements, and with flag `v` strings of other lengths.
    struct Contents {
        var set = CodeUnitSet()
        var strings: Set<[UInt32]> = []
    }

    var dot: CodeUnitSet {
        let excluded = flags.isDotAll ? CodeUnitSet() : CodeUnitSet.lineTerminators
        return excluded.complement(upTo: flags.maximumElement)
    }

    /// The elements that match a character: others too with flag `i`.
    func set(ofCharacter value: UInt32) -> CodeUnitSet {
        guard flags.ignoresCase else { return .element(value) }
        let equivalents = CaseFolding.equivalents(of: value, isUnicode: flags.isUnicode)
        return CodeUnitSet(unordered: equivalents.map { CodeUnitSet.Interval(lower: $0, upper: $0) })
    }

    /// What a class matches (ECMA-262 22.2.2.7.1, CharacterSetMatcher).
    func contents(_ characterClass: CharacterClass) -> Contents {
        guard flags.hasSets else {
            var characterClass = characterClass
            let isNegated = characterClass.isNegated
            characterClass.isNegated = false
            let set = closed(compile(characterClass).set)
            return Contents(set: isNegated ? set.complement(upTo: flags.maximumElement) : set)
        }
        var contents = compile(characterClass)
        contents.set = closed(contents.set)
        return contents
    }

    /// The set that a class stands for, before letters are taken for their other cases (22.2.2.9, CompileToCharSet).
    private func compile(_ characterClass: CharacterClass) -> Contents {
        var result = characterClass.items.first.map(compile) ?? Contents()
        if characterClass.operation == .union {
            // All at once, which keeps long classes linear.
            var intervals: [CodeUnitSet.Interval] = []
            for item in characterClass.items {
                let operand = compile(item)
                intervals += operand.set.intervals
                result.strings.formUnion(operand.strings)
            }
            result.set = CodeUnitSet(unordered: intervals)
        } else {
            for item in characterClass.items.dropFirst() {
                let operand = compile(item)
                if characterClass.operation == .intersection {
                    result.set = result.set.intersection(operand.set)
                    result.strings.formIntersection(operand.strings)
                } else {
                    result.set = result.set.subtracting(operand.set)
                    result.strings.subtract(operand.strings)
                }
            }
        }
        return characterClass.isNegated ? Contents(set: complement(result.set)) : result
    }

    private func compile(_ item: CharacterClass.Item) -> Contents {
        switch item {
        case .range(let lower, let upper): Contents(set: folded(CodeUnitSet(lower...upper)))
        case .escape(let escape): Contents(set: compile(escape))
        case .nested(let characterClass): compile(characterClass)
        case .strings(let strings): Contents(strings: Set(strings.map(folded)))
        }
    }

    private func compile(_ escape: ClassEscape) -> CodeUnitSet {
        let (set, isNegated) =
            switch escape {
            case .digit(let isNegated): (CodeUnitSet.digits, isNegated)
            case .word(let isNegated): (.wordCharacters(flags), isNegated)
            case .space(let isNegated): (.whitespace, isNegated)
            case .property(let set, let isNegated): (set, isNegated)
            }
        return isNegated ? complement(folded(set)) : folded(set)
    }

    private var comparesFolded: Bool { flags.hasSets && flags.ignoresCase }

    private func folded(_ set: CodeUnitSet) -> CodeUnitSet { comparesFolded ? CaseFolding.folded(set) : set }

    private func folded(_ string: [UInt32]) -> [UInt32] {
        guard comparesFolded else { return string }
        return string.map { CaseFolding.folded(.element($0)).intervals.first?.lower ?? $0 }
    }

    /// With flags `v` and `i`, sets hold folded characters alone, so that a complement does too.
    private func complement(_ set: CodeUnitSet) -> CodeUnitSet {
        folded(CodeUnitSet(0...flags.maximumElement)).subtracting(set)
    }

    private func closed(_ set: CodeUnitSet) -> CodeUnitSet {
        flags.ignoresCase ? CaseFolding.closure(of: set, isUnicode: flags.isUnicode) : set
    }
}
