internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// What stands behind a rule's key: its value alone, or `{ value: 3, message: At least three, abort: true }`.
struct RuleSetting {
    /// The rule's name in words: `'min'`.
    let subject: String
    /// The value, absent only where the rule's name says it all, as in `nonempty: { message: … }`.
    let value: YAMLNode?
    let message: String?
    let aborts: Bool
    let location: SourceLocation
    /// The other keys of the long form, which only some rules have.
    let options: [YAMLMapping.Entry]

    /// Reads both forms. In the long one the value stands under `valueKey` and may be left out where the rule is a flag;
    /// further keys are refused, unless they are options, or the caller reads any.
    init?(
        _ entry: YAMLMapping.Entry,
        valueKey: String = "value",
        isFlag: Bool = false,
        takesOptions: Bool = false,
        options known: KeySet = KeySet(),
        _ reading: inout Reading
    ) {
        subject = "'\(entry.key.text)'"
        location = entry.key.location
        guard let mapping = entry.value.mapping else {
            (value, message, aborts, options) = (entry.value, nil, false, [])
            return
        }
        var (value, message, aborts): (YAMLNode?, String?, Bool) = (nil, nil, false)
        var options: [YAMLMapping.Entry] = []
        for option in mapping.entries {
            switch option.key.text {
            case valueKey: value = option.value
            case "message": message = reading.text(option.value, for: "'message'", as: .prose)
            case "abort": aborts = reading.flag(option.value, for: "'abort'") ?? false
            default:
                if takesOptions || known.known.contains(option.key.text) {
                    options.append(option)
                } else {
                    reading.refuse(option.key, of: subject, among: KeySet([valueKey]) + Vocabulary.ruleOptions + known)
                }
            }
        }
        guard value != nil || isFlag else {
            let start = SchemaReader.start(of: mapping.location)
            reading.error(.missingKey, at: start, "\(subject) has no '\(valueKey)'")
            return nil
        }
        (self.value, self.message, self.aborts, self.options) = (value, message, aborts, options)
    }

    func rule<Kind>(_ kind: Kind) -> Rule<Kind> {
        Rule(kind, message: message, aborts: aborts, location: location)
    }

    // MARK: - Values

    /// Whether a rule that is a flag is switched on.
    func flag(_ reading: inout Reading) -> Bool {
        guard let value else { return true }
        return reading.flag(value, for: subject) ?? false
    }

    /// A text that texts are compared with.
    func text(_ reading: inout Reading) -> String? {
        guard let value else { return nil }
        return reading.text(value, for: subject, as: .prose)
    }

    func number(_ reading: inout Reading) -> Double? {
        guard let value else { return nil }
        return ValueReader.number(value, for: subject, &reading)
    }

    func step(_ reading: inout Reading) -> Double? {
        guard let value, let step = number(&reading) else { return nil }
        if step == 0 {
            reading.warning(
                .invalidStep,
                at: value.location,
                "no number is a multiple of zero, so that none is accepted"
            )
        } else if step < 0 {
            reading.warning(.invalidStep, at: value.location, "a step is a distance: write it without the sign")
        }
        return step
    }

    func numberFormat(_ reading: inout Reading) -> NumberFormat? {
        guard let value else { return nil }
        if let word = value.scalar?.text, Vocabulary.integerFormats.contains(word) {
            let message = "\(subject) cannot be '\(word)', which is a format of whole numbers: write 'type: integer'"
            reading.error(.unknownWord, at: value.location, message)
            return nil
        }
        return reading.word(value, of: NumberFormat.allCases.map(\.rawValue), for: subject)
            .flatMap { NumberFormat(rawValue: $0) }
    }

    /// The greatest length: what JavaScript, and so every client, can say exactly.
    private static let maximumLength: Double = 9_007_199_254_740_991

    func length(_ reading: inout Reading) -> Int? {
        guard let value, let number = number(&reading) else { return nil }
        let text = value.scalar?.text ?? ""
        guard number >= 0, number == number.rounded(.towardZero) else {
            let fault = number < 0 ? "negative" : "a fraction"
            reading.error(.invalidLength, at: value.location, "\(subject) is a length and cannot be \(fault): \(text)")
            return nil
        }
        guard number <= Self.maximumLength else {
            let message = "\(subject) is greater than any length: \(quoted(text))"
            reading.error(.numberRange, at: value.location, message)
            return nil
        }
        return Int(number)
    }
}
