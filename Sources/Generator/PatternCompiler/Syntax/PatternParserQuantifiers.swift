extension PatternParser {
    /// Reads a quantifier where one stands (ECMA-262 22.2.1, Quantifier), with its mark of laziness.
    mutating func parseQuantifier() throws(PatternError) -> Quantifier? {
        guard let element = current else { return nil }
        let start = offset(index)
        var quantifier: Quantifier
        switch element {
        case "*": quantifier = Quantifier(minimum: 0, maximum: nil, offset: start)
        case "+": quantifier = Quantifier(minimum: 1, maximum: nil, offset: start)
        case "?": quantifier = Quantifier(minimum: 0, maximum: 1, offset: start)
        case "{":
            guard var counted = try parseBraces() else {
                guard flags.isUnicode else { return nil }
                let note = "with flag u, write '{n}', '{n,}' or '{n,m}', or '\\{' for the character"
                throw syntax("incomplete quantifier", note: note)
            }
            counted.isLazy = skip("?")
            return counted
        default: return nil
        }
        index += 1
        quantifier.isLazy = skip("?")
        return quantifier
    }

    /// Reads `{n}`, `{n,}` or `{n,m}`; nil, having read nothing, where the braces hold anything else.
    mutating func parseBraces() throws(PatternError) -> Quantifier? {
        let start = index
        index += 1
        guard let digit = current, CodeUnitSet.digits.contains(digit) else {
            index = start
            return nil
        }
        var quantifier = Quantifier(minimum: parseDecimal(), maximum: nil, offset: offset(start))
        if !skip(",") {
            quantifier.maximum = quantifier.minimum
        } else if let digit = current, CodeUnitSet.digits.contains(digit) {
            quantifier.maximum = parseDecimal()
        }
        guard skip("}") else {
            index = start
            return nil
        }
        if let maximum = quantifier.maximum, maximum < quantifier.minimum {
            let note = "\(maximum) is less than \(quantifier.minimum)"
            throw syntax("numbers out of order in a quantifier", note: note, at: start)
        }
        return quantifier
    }

    /// Reads digits; a number too large for an Int is as good as its largest.
    mutating func parseDecimal() -> Int {
        var value = 0
        while let digit = current, CodeUnitSet.digits.contains(digit) {
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            value = overflows || product > Int.max - 9 ? Int.max - 9 : product + Int(digit - 0x30)
            index += 1
        }
        return value
    }
}
