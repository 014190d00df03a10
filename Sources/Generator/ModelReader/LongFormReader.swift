internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads a schema that is a mapping with `type`, its rules and modifiers.
struct LongFormReader {
    private let place: SchemaPlace
    private let depth: Int
    private let word: SchemaReader.TypeWord
    /// The type whose rules may stand here: `string[]` has those of an array.
    private let ruledType: TypeName

    private var schema: Schema
    private var parts = SchemaParts()
    private var rules = RuleReader()
    /// Whether it is made of something that is not read yet, so that nothing else is missing.
    private var hasPlannedParts = false

    static func read(
        _ mapping: YAMLMapping,
        at place: SchemaPlace,
        depth: Int,
        _ reading: inout Reading
    ) -> Schema? {
        let location = SchemaReader.start(of: mapping.location)
        guard let type = mapping["type"] else {
            reportMissingType(in: mapping, at: location, &reading)
            return nil
        }
        guard let word = SchemaReader.readTypeWord(type, depth: depth, &reading) else { return nil }
        var reader = LongFormReader(place: place, depth: depth, word: word, location: location)
        for entry in mapping.entries where entry.key.text != "type" { reader.read(entry, &reading) }
        return reader.finish(type.location, &reading)
    }

    private init(place: SchemaPlace, depth: Int, word: SchemaReader.TypeWord, location: SourceLocation) {
        self.place = place
        self.depth = depth
        self.word = word
        ruledType = word.arrayDepth > 0 ? .array : word.type
        schema = Schema(.any, location: location)
        if word.isOptional { schema.steps.append(Step(.optional, location: location)) }
    }

    private static func reportMissingType(
        in mapping: YAMLMapping,
        at location: SourceLocation,
        _ reading: inout Reading
    ) {
        // A mapping whose keys are none of the language's is most likely one of properties.
        let isLikelyObject =
            mapping["properties"] != nil
            || !mapping.entries.contains { SchemaKeys.isKnown($0.key.text) }
        let advice =
            isLikelyObject
            ? "for an object write 'type: object', and its properties under 'properties'"
            : "write 'type: string', say"
        reading.error(.missingKey, at: location, "this schema has no 'type': \(advice)")
    }

    private mutating func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        let key = entry.key.text
        if SchemaKeys.modifiers.contains(key) {
            readModifier(entry, &reading)
        } else if SchemaKeys.parts(of: ruledType).contains(key) {
            // `type: string[]` says already what its items are.
            guard word.arrayDepth == 0 else {
                let message = "'items' and '[]' behind the type are two ways to say one thing: keep one"
                reading.error(.conflictingKeys, at: entry.key.location, message)
                return
            }
            parts.read(entry, of: word.type, depth: depth + 1, &reading)
        } else if SchemaKeys.rules(of: ruledType).contains(key) {
            rules.read(entry, of: ruledType, &reading)
        } else if key == "checks", !SchemaKeys.rules(of: ruledType).isEmpty {
            rules.readChecks(entry.value, of: ruledType, &reading)
        } else {
            hasPlannedParts = hasPlannedParts || Vocabulary.parts(of: ruledType).planned.contains(key)
            SchemaKeys.refuse(entry.key, of: ruledType, &reading)
        }
    }

    private mutating func finish(_ typeLocation: SourceLocation, _ reading: inout Reading) -> Schema? {
        if schema.isOptional, let presence = place.presence {
            reading.error(.misplacedOptional, at: typeLocation, presence)
        }
        rules.checkBounds(of: ruledType, &reading)
        rules.checkRewrites(&reading)
        guard let type = buildType(typeLocation, &reading) else { return nil }
        schema.type = type
        return schema
    }

    private func buildType(_ location: SourceLocation, _ reading: inout Reading) -> SchemaType? {
        if word.arrayDepth > 0 {
            guard let element = SchemaReader.plainType(word.type, at: location, &reading) else { return nil }
            let items = SchemaReader.wrap(element, inArrays: word.arrayDepth - 1, at: location)
            return .array(Schema(items, location: location), rules.ofArray)
        }
        switch word.type {
        case .string: return .string(StringSchema(rules.ofString))
        case .number: return .number(NumberSchema(rules.ofNumber))
        case .integer: return .integer(IntegerSchema(rules.ofNumber))
        case .boolean: return .boolean(isCoerced: false)
        case .array where parts.isPresent: return parts.items.map { .array($0, rules.ofArray) }
        case .enumeration where parts.isPresent: return parts.texts.map { .enumeration($0) }
        case .literal where parts.isPresent: return parts.constants.map { .literal($0) }
        case .object where parts.isPresent: return parts.properties.map { .object(ObjectSchema($0)) }
        case .array, .enumeration, .literal, .object:
            if hasPlannedParts { return nil }
            return SchemaReader.plainType(word.type, at: location, &reading)
        }
    }
}

// MARK: - Modifiers

extension LongFormReader {
    private mutating func readModifier(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        let node = entry.value
        switch entry.key.text {
        case "optional": add(.optional, entry, &reading)
        case "nullable": add(.nullable, entry, &reading)
        case "deprecated": schema.annotations.isDeprecated = reading.flag(node, for: "'deprecated'") ?? false
        case "title": schema.annotations.title = reading.text(node, for: "'title'", as: .prose)
        case "description": schema.annotations.description = reading.text(node, for: "'description'", as: .prose)
        case "error": schema.message = reading.text(node, for: "'error'", as: .prose)
        case "default": readDefault(entry, &reading)
        case "examples":
            let expected = "a list of values"
            guard let elements = reading.elements(node, for: "'examples'", expected: expected) else { return }
            for element in elements {
                if let value = ValueReader.read(element, of: "'examples'", &reading) { schema.annotations.examples.append(value) }
            }
        default: SchemaKeys.refuse(entry.key, of: ruledType, &reading)
        }
    }

    private mutating func readDefault(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        if let presence = place.presence {
            reading.error(.misplacedOptional, at: entry.key.location, "'default' is of no use here: \(presence)")
        }
        if let value = ValueReader.read(entry.value, of: "'default'", &reading) {
            schema.steps.append(Step(.defaultValue(value), location: entry.key.location))
        }
    }

    private mutating func add(_ kind: StepKind, _ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        guard reading.flag(entry.value, for: "'\(entry.key.text)'") == true else { return }
        schema.steps.append(Step(kind, location: entry.key.location))
    }
}
