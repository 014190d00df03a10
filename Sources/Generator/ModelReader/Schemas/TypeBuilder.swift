internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Makes a type of its parts and rules.
struct TypeBuilder {
    let type: TypeName
    let parts: SchemaParts
    let steps: StepList
    let depth: Int
    /// Where the type's word stands.
    let location: SourceLocation

    init(_ type: TypeName, _ parts: SchemaParts, _ steps: StepList, depth: Int, at location: SourceLocation) {
        self.type = type
        self.parts = parts
        self.steps = steps
        self.depth = depth
        self.location = location
    }

    func build(_ reading: inout Reading) -> BuiltType? {
        if type == .object { return ObjectReader(parts, depth: depth, at: location).read(&reading) }
        return schemaType(&reading).map { BuiltType($0) }
    }

    private func schemaType(_ reading: inout Reading) -> SchemaType? {
        switch type {
        case .string: .string(string(&reading))
        case .number: .number(NumberSchema(steps.ofNumber, isCoerced: flag("coerce", &reading)))
        case .integer: .integer(integer(&reading))
        case .boolean: .boolean(isCoerced: flag("coerce", &reading))
        case .stringbool: .stringbool(words(&reading))
        case .enumeration: EnumReader(parts).read(&reading)
        case .literal: LiteralReader(parts).read(&reading)
        case .template: parts["parts"].flatMap { TemplateReader.read($0, depth: depth, &reading) }
        case .array: element("items", &reading).map { .array($0, steps.ofArray) }
        case .set: element("items", &reading).map { .set($0, steps.ofArray) }
        case .tuple: tuple(&reading)
        case .record: record(&reading)
        case .map: map(&reading)
        case .union: UnionReader(parts, depth: depth, at: location).read(&reading)
        case .intersection: intersection(&reading)
        case .object, .any, .unknown, .json, .null, .never, .undefined:
            SchemaReader.plainType(.builtIn(type), at: location, &reading)
        }
    }

    /// Reports that a part is missing that the others cannot do without.
    func reportMissing(_ key: String, _ reading: inout Reading) {
        reading.error(.missingKey, at: location, "type '\(type.rawValue)' needs '\(key)'")
    }

    private func flag(_ key: String, _ reading: inout Reading) -> Bool {
        parts[key].flatMap { reading.flag($0.value, for: "'\(key)'") } ?? false
    }

    private func word<Word: RawRepresentable<String> & CaseIterable>(_ key: String, _ reading: inout Reading) -> Word? {
        guard let part = parts[key] else { return nil }
        return reading.word(part.value, of: Word.allCases.map(\.rawValue), for: "'\(key)'")
            .flatMap { Word(rawValue: $0) }
    }

    private func element(
        _ key: String,
        at place: SchemaPlace = .element,
        _ reading: inout Reading
    ) -> Schema? {
        guard let part = parts[key] else {
            reportMissing(key, &reading)
            return nil
        }
        return SchemaReader.read(part.value, at: place, depth: depth + 1, &reading)
    }
}

// MARK: - Simple types

extension TypeBuilder {
    private func string(_ reading: inout Reading) -> StringSchema {
        let conversion: StringConversion? = word("as", &reading)
        let schema = StringSchema(steps.ofString, isCoerced: flag("coerce", &reading), conversion: conversion)
        guard let conversion, let key = parts["as"], !conversion.formats.isEmpty else { return schema }
        let formats = steps.allStringRules.compactMap { rule -> String? in
            switch rule.kind {
            case .format(let format): return format.name
            case .url: return "url"
            default: return nil
            }
        }
        if !formats.contains(where: conversion.formats.contains) {
            let format = list(conversion.formats, joinedBy: "or")
            let message = "'as: \(conversion.rawValue)' needs texts that can become one: write 'format: \(format)', too"
            reading.error(.missingKey, at: key.key.location, message)
        }
        return schema
    }

    private func integer(_ reading: inout Reading) -> IntegerSchema {
        var schema = IntegerSchema(steps.ofNumber, isCoerced: flag("coerce", &reading))
        if let format = parts["format"] {
            let width = reading.word(format.value, of: Vocabulary.integerFormats, for: "'format'")
            schema.width = width.flatMap { IntegerWidth(rawValue: $0) } ?? .safe
        }
        return schema
    }

    private func words(_ reading: inout Reading) -> BooleanWords {
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
    /// The formats whose texts can become a value of the type; none where that is not asked for.
    fileprivate var formats: [String] {
        switch self {
        case .url: []
        case .uuid: ["uuid", "guid"]
        case .date: ["datetime", "date"]
        case .data: ["base64"]
        }
    }
}

// MARK: - Collections

extension TypeBuilder {
    private func tuple(_ reading: inout Reading) -> SchemaType? {
        guard let part = parts["items"] else {
            reportMissing("items", &reading)
            return nil
        }
        let items = SchemaReader.readAll(part.value, for: "'items'", at: .other, depth: depth + 1, &reading)
        let rest = parts["rest"].flatMap {
            SchemaReader.read($0.value, at: .element, depth: depth + 1, &reading)
        }
        return items.map { .tuple($0, rest: rest) }
    }

    private func record(_ reading: inout Reading) -> SchemaType? {
        let mode: RecordSchema.Mode? = word("mode", &reading)
        var keys = Schema(.string(StringSchema()), location: location)
        if let part = parts["keys"] {
            guard let schema = SchemaReader.read(part.value, at: .element, depth: depth + 1, &reading) else {
                return nil
            }
            keys = schema
        }
        guard let values = element("values", at: .other, &reading) else { return nil }
        return .record(RecordSchema(keys: keys, values: values, mode: mode ?? .strict, rules: steps.ofArray))
    }

    private func map(_ reading: inout Reading) -> SchemaType? {
        let keys = element("keys", &reading)
        guard let values = element("values", &reading), let keys else { return nil }
        return .map(keys: keys, values: values, steps.ofArray)
    }

    private func intersection(_ reading: inout Reading) -> SchemaType? {
        guard let part = parts["of"],
            let sides = SchemaReader.readAll(part.value, for: "'of'", at: .other, depth: depth, &reading)
        else { return nil }
        guard part.value.sequence?.elements.count ?? 0 > 1 else {
            reading.error(.missingKey, at: part.value.location, "'of' of an intersection needs two schemas or more")
            return nil
        }
        guard sides.count <= JSONReader.maximumDepth else {
            let message = "an intersection of more than \(JSONReader.maximumDepth) schemas is not supported"
            reading.error(.schemaDepth, at: part.key.location, message)
            return nil
        }
        // zod's intersection has two sides; more of them nest to the left.
        guard let first = sides.first, sides.count > 1 else { return nil }
        return sides.dropFirst(2).reduce(.intersection(first, sides[1])) { left, right in
            .intersection(Schema(left, location: location), right)
        }
    }
}
