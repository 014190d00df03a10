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

    func flag(_ key: String, _ reading: inout Reading) -> Bool {
        parts[key].flatMap { reading.flag($0.value, for: "'\(key)'") } ?? false
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(_ key: String, _ reading: inout Reading) -> Word? {
        guard let part = parts[key] else { return nil }
        return reading.word(part.value, of: Word.allCases.map(\.rawValue), for: "'\(key)'")
            .flatMap { Word(rawValue: $0) }
    }

    func element(
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
