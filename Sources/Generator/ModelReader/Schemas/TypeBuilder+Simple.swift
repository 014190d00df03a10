internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Texts, whole numbers and words for yes and no.
extension TypeBuilder {
    func string(_ reading: inout Reading) -> StringSchema {
        let conversion: StringConversion? = word("as", &reading)
        let schema = StringSchema(steps.ofString, isCoerced: flag("coerce", &reading), conversion: conversion)
        guard let conversion, let key = parts["as"] else { return schema }
        let formats = steps.allStringRules.compactMap { rule -> String? in
            switch rule.kind {
            case .format(let format): format.name
            case .url: "url"
            default: nil
            }
        }
        if !formats.contains(where: conversion.formats.contains) {
            let format = list(conversion.formats, joinedBy: "or")
            let message = "'as: \(conversion.rawValue)' needs texts that can become one: write 'format: \(format)', too"
            reading.error(.missingKey, at: key.key.location, message)
        }
        if let rule = steps.laterStringRules.first {
            let message =
                "behind a step there is no text any more, but what 'as: \(conversion.rawValue)' makes of it: write rules above"
            reading.error(.misplacedRule, at: rule.location, message)
        }
        return schema
    }

    func integer(_ reading: inout Reading) -> IntegerSchema {
        var schema = IntegerSchema(steps.ofNumber, isCoerced: flag("coerce", &reading))
        if let format = parts["format"] {
            let width = reading.word(format.value, of: Vocabulary.integerFormats, for: "'format'")
            schema.width = width.flatMap { IntegerWidth(rawValue: $0) } ?? .safe
        }
        return schema
    }

    func words(_ reading: inout Reading) -> BooleanWords {
        var words = BooleanWords()
        let truthy = parts["truthy"].flatMap { reading.texts($0.value, for: "'truthy'") }
        let falsy = parts["falsy"].flatMap { reading.texts($0.value, for: "'falsy'") }
        if let word = parts["case"] {
            words.isCaseSensitive =
                reading.word(word.value, of: ["sensitive", "insensitive"], for: "'case'") == "sensitive"
        }
        words.truthy = truthy?.map(\.text)
        words.falsy = falsy?.map(\.text)
        checkWords(truthy ?? [], falsy ?? [], isCaseSensitive: words.isCaseSensitive, &reading)
        return words
    }

    private func checkWords(
        _ truthy: [LocatedText],
        _ falsy: [LocatedText],
        isCaseSensitive: Bool,
        _ reading: inout Reading
    ) {
        for word in falsy {
            guard
                let other = truthy.first(where: { other in
                    other.text == word.text || (!isCaseSensitive && other.text.lowercased() == word.text.lowercased())
                })
            else { continue }
            let message = "\(quoted(word.text)) cannot mean both true and false"
            let notes = [Diagnostic.Note("it means true here", at: other.location)]
            reading.error(.duplicateValue, at: word.location, message, notes: notes)
        }
    }
}

extension StringConversion {
    /// The formats whose texts can become a value of the type.
    fileprivate var formats: [String] {
        switch self {
        case .url: ["url", "httpUrl"]
        case .uuid: ["uuid", "guid"]
        case .date: ["datetime", "date"]
        case .data: ["base64"]
        }
    }
}
