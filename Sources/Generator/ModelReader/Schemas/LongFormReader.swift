internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Reads a schema that is a mapping with `type`, its rules and modifiers.
struct LongFormReader {
    private let place: SchemaPlace
    let depth: Int
    private let word: SchemaReader.TypeWord
    /// The type whose rules and parts may stand here: `string[]` has those of an array.
    let ruledType: TypeUse

    private var schema: Schema
    private var parts = SchemaParts()
    var steps = StepList()

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
        ruledType = word.arrayDepth > 0 ? .builtIn(.array) : word.type
        schema = Schema(.any, location: location)
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
        if SchemaKeys.statements.contains(key) {
            StatementReader.read(entry, into: &schema, &reading)
        } else if SchemaKeys.steps.contains(key) {
            readStep(entry, &reading)
        } else if SchemaKeys.parts(of: ruledType).contains(key) {
            // `type: string[]` says already what its items are.
            guard word.arrayDepth == 0 else {
                let message = "'items' and '[]' behind the type are two ways to say one thing: keep one"
                reading.error(.conflictingKeys, at: entry.key.location, message)
                return
            }
            parts.add(entry)
        } else if SchemaKeys.rules(of: ruledType).contains(key) {
            readRule(entry, &reading)
        } else if key == "checks" {
            readChecks(entry.value, &reading)
        } else {
            SchemaKeys.refuse(entry.key, of: ruledType, &reading)
        }
    }

    private mutating func finish(_ typeLocation: SourceLocation, _ reading: inout Reading) -> Schema? {
        let built = buildType(typeLocation, &reading)
        if word.isOptional, !steps.steps.contains(where: \.kind.admitsAbsence) {
            steps.add(.optional, at: typeLocation)
        }
        schema.steps = (built?.checks ?? []) + steps.steps
        schema.message = schema.message ?? built?.message
        checkPresence(typeLocation, &reading)
        if let type = ruledType.builtIn { steps.checkBounds(of: type, width: built?.type.width ?? .safe, &reading) }
        steps.checkRewrites(&reading)
        guard let built else { return nil }
        schema.type = built.type
        return schema
    }

    /// An absent value can be meant only where one can be absent, or where a function can make it so.
    private func checkPresence(_ typeLocation: SourceLocation, _ reading: inout Reading) {
        guard let presence = place.presence, !schema.steps.contains(where: \.kind.canMakeAbsent) else { return }
        if schema.isOptional { place.reportMisplaced(presence, at: typeLocation, &reading) }
        for step in schema.steps {
            let key: String
            switch step.kind {
            case .defaultValue: key = "default"
            case .prefault: key = "prefault"
            default: continue
            }
            place.reportMisplaced("'\(key)' is of no use here: \(presence)", at: step.location, &reading)
        }
    }
}

// MARK: - Types

extension LongFormReader {
    private func buildType(_ location: SourceLocation, _ reading: inout Reading) -> BuiltType? {
        if word.arrayDepth > 0 {
            guard let element = SchemaReader.plainType(word.type, at: location, &reading) else { return nil }
            let items = SchemaReader.wrap(element, inArrays: word.arrayDepth - 1, at: location)
            return BuiltType(.array(Schema(items, location: location), steps.ofArray))
        }
        guard let type = word.type.builtIn else {
            return SchemaReader.plainType(word.type, at: location, &reading).map { BuiltType($0) }
        }
        if parts.isEmpty, type.need != nil {
            return SchemaReader.plainType(word.type, at: location, &reading).map { BuiltType($0) }
        }
        return TypeBuilder(type, parts, steps, depth: depth, at: location).build(&reading)
    }
}

extension StepKind {
    /// Whether an absent value is accepted behind this step.
    fileprivate var admitsAbsence: Bool {
        switch self {
        case .optional, .defaultValue: true
        default: false
        }
    }

    /// Whether a value that was sent can be absent behind this step.
    fileprivate var canMakeAbsent: Bool {
        switch self {
        case .preprocess(.emptyToAbsent), .preprocess(.nullToAbsent), .transform: true
        default: false
        }
    }
}

extension SchemaType {
    fileprivate var width: IntegerWidth? {
        guard case .integer(let integer) = self else { return nil }
        return integer.width
    }
}
