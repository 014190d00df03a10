internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// What a schema is the schema of, which decides whether it may be absent.
enum SchemaPlace {
    case input, output, property, element, other

    /// Why a value at this place is always there.
    var presence: String? {
        switch self {
        case .property, .other: nil
        case .input: "the arguments of a tool cannot be absent: MCP sends an object, always"
        case .output: "the output of a tool cannot be absent: leave out 'outputSchema' for a tool without one"
        case .element: "an element of an array cannot be absent: write 'nullable' if it may be null"
        }
    }

    /// Reports what is said of an absent value at a place where there is none. For an element it changes nothing, as in
    /// zod; for a whole input or output it would promise what cannot be.
    func reportMisplaced(_ message: String, at location: SourceLocation, _ reading: inout Reading) {
        if case .element = self {
            reading.warning(.misplacedOptional, at: location, message)
        } else {
            reading.error(.misplacedOptional, at: location, message)
        }
    }
}

/// Reads schemas, in their short and long forms.
///
/// The depth is the number of arrays and objects around a schema. It is bounded by what JSON may have, and the nesting of
/// YAML by its reader, so that the recursion is bounded.
enum SchemaReader {
    static func read(_ node: YAMLNode, at place: SchemaPlace, depth: Int, _ reading: inout Reading) -> Schema? {
        guard depth <= JSONReader.maximumDepth else {
            reportDepth(at: node.location, &reading)
            return nil
        }
        reading.openSchemas += 1
        defer { reading.openSchemas -= 1 }
        switch node {
        case .scalar(let scalar): return readShort(scalar, at: place, depth: depth, &reading)
        case .sequence(let sequence): return readList(sequence, depth: depth, &reading)
        case .mapping(let mapping): return LongFormReader.read(mapping, at: place, depth: depth, &reading)
        }
    }

    /// Reads a list of schemas. Those that are at fault are left out.
    static func readAll(
        _ node: YAMLNode,
        for subject: String,
        at place: SchemaPlace,
        depth: Int,
        _ reading: inout Reading
    ) -> [Schema]? {
        guard let elements = reading.elements(node, for: subject, expected: "a list of schemas") else { return nil }
        return elements.compactMap { read($0, at: place, depth: depth, &reading) }
    }

    static func readProperties(_ mapping: YAMLMapping, depth: Int, _ reading: inout Reading) -> [Property] {
        guard depth <= JSONReader.maximumDepth else {
            reportDepth(at: mapping.location, &reading)
            return []
        }
        var properties: [Property] = []
        properties.reserveCapacity(mapping.entries.count)
        for entry in mapping.entries {
            let (name, location) = (entry.key.text, entry.key.location)
            if name == "__proto__" {
                reading.error(.propertyName, at: location, "JavaScript clients cannot send '__proto__': rename it")
            } else if entry.value.isEmpty {
                let message = "property \(quoted(name)) has no value: write its type, such as string"
                reading.error(.emptyValue, at: location, message)
            } else if let schema = read(entry.value, at: .property, depth: depth, &reading) {
                properties.append(Property(name: name, schema: schema, location: location))
            }
        }
        return properties
    }

    static func reportDepth(at location: SourceLocation, _ reading: inout Reading) {
        let limit = JSONReader.maximumDepth
        let message = "arrays and objects are nested more than \(limit) levels deep, which JSON is refused for"
        reading.error(.schemaDepth, at: start(of: location), message)
    }

    /// The point where a stretch begins.
    static func start(of location: SourceLocation) -> SourceLocation {
        SourceLocation(path: location.path, start: location.start)
    }

    private static func readShort(
        _ scalar: YAMLScalar,
        at place: SchemaPlace,
        depth: Int,
        _ reading: inout Reading
    ) -> Schema? {
        guard !scalar.isEmpty else {
            reading.error(.emptyValue, at: scalar.location, "a schema is missing here: write a type, such as string")
            return nil
        }
        guard let word = readTypeWord(.scalar(scalar), depth: depth, &reading),
            let plain = plainType(word.type, at: scalar.location, &reading)
        else { return nil }
        if word.isOptional, let presence = place.presence {
            place.reportMisplaced(presence, at: scalar.location, &reading)
        }
        return Schema(
            wrap(plain, inArrays: word.arrayDepth, at: scalar.location),
            steps: word.isOptional ? [Step(.optional, location: scalar.location)] : [],
            location: scalar.location
        )
    }

    /// Reads `[string]`, an array of one type.
    private static func readList(_ sequence: YAMLSequence, depth: Int, _ reading: inout Reading) -> Schema? {
        guard let element = sequence.elements.first, sequence.elements.count == 1 else {
            let found = sequence.elements.isEmpty ? "none" : "\(sequence.elements.count)"
            reading.error(
                .wrongKind,
                at: start(of: sequence.location),
                "expected one type in [ ], as in [string] for an array of texts, found \(found)"
            )
            return nil
        }
        guard let items = read(element, at: .element, depth: depth + 1, &reading) else { return nil }
        return Schema(.array(items, []), location: start(of: sequence.location))
    }
}
