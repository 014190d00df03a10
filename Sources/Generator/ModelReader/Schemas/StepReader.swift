internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Reads the modifiers and the functions of the user's that are done in the order in which they are written.
enum StepReader {
    /// Reads a step.
    ///
    /// - Returns: What it does, which may be nothing or several things.
    static func read(_ entry: YAMLMapping.Entry, depth: Int, _ reading: inout Reading) -> [StepKind] {
        let (node, subject) = (entry.value, "'\(entry.key.text)'")
        switch entry.key.text {
        case "optional", "exactOptional": return flag(entry, &reading, [.optional])
        case "nonoptional": return flag(entry, &reading, [.nonoptional])
        case "nullable": return flag(entry, &reading, [.nullable])
        case "nullish": return flag(entry, &reading, [.nullable, .optional])
        case "readonly", "readOnly": return flag(entry, &reading, [.readonly])
        case "default": return ValueReader.read(node, of: subject, &reading).map { [.defaultValue($0)] } ?? []
        case "prefault": return ValueReader.read(node, of: subject, &reading).map { [.prefault($0)] } ?? []
        case "catch": return ValueReader.read(node, of: subject, &reading).map { [.catchValue($0)] } ?? []
        case "brand": return brand(node, &reading).map { [.brand($0)] } ?? []
        case "preprocess": return preprocess(node, &reading)
        case "transform": return transform(node, depth: depth, &reading).map { [$0] } ?? []
        case "pipe":
            return SchemaReader.read(node, at: .other, depth: depth, &reading).map { [.pipe($0)] } ?? []
        case "refine": return refine(node, &reading).map { [.refine($0)] } ?? []
        case "superRefine": return reading.functionName(node, for: subject).map { [.superRefine($0)] } ?? []
        case "overwrite": return reading.functionName(node, for: subject).map { [.overwrite($0)] } ?? []
        default: return []
        }
    }

    private static func flag(
        _ entry: YAMLMapping.Entry,
        _ reading: inout Reading,
        _ steps: [StepKind]
    ) -> [StepKind] {
        reading.flag(entry.value, for: "'\(entry.key.text)'") == true ? steps : []
    }

    private static func brand(_ node: YAMLNode, _ reading: inout Reading) -> String? {
        guard let name = reading.text(node, for: "'brand'") else { return nil }
        guard SwiftIdentifier.isCamelCase(name) else {
            let message = "\(quoted(name)) is no name of a brand: write letters and digits, such as 'UserID'"
            reading.error(.swiftName, at: node.location, message)
            return nil
        }
        return name
    }

    /// One name, or a list of which the first is done first: each step sees the value before all steps above it do.
    private static func preprocess(_ node: YAMLNode, _ reading: inout Reading) -> [StepKind] {
        if node.sequence?.elements.isEmpty == true {
            reading.error(.emptyValue, at: node.location, "'preprocess' names nothing: leave it out")
        }
        let names = node.sequence?.elements ?? [node]
        let steps = names.compactMap { name in
            reading.word(name, of: Vocabulary.preprocessings, for: "'preprocess'")
                .flatMap { Preprocessing(rawValue: $0) }
        }
        return steps.reversed().map { .preprocess($0) }
    }

    private static func transform(_ node: YAMLNode, depth: Int, _ reading: inout Reading) -> StepKind? {
        let expected = "a mapping with 'name' and 'to'"
        guard let mapping = reading.mapping(node, for: "'transform'", expected: expected) else { return nil }
        var (name, target): (String?, Schema?)
        for entry in mapping.entries {
            switch entry.key.text {
            case "name": name = reading.functionName(entry.value, for: "'name'")
            case "to": target = SchemaReader.read(entry.value, at: .other, depth: depth, &reading)
            default: reading.refuse(entry.key, of: "'transform'", among: Vocabulary.transform)
            }
        }
        for key in ["name", "to"] where mapping.entry(key) == nil {
            reading.error(.missingKey, at: SchemaReader.start(of: mapping.location), "'transform' has no '\(key)'")
        }
        guard let name, let target else { return nil }
        return .transform(name, to: target)
    }

    private static func refine(_ node: YAMLNode, _ reading: inout Reading) -> ToolModel.Refinement? {
        guard let mapping = node.mapping else {
            return reading.functionName(node, for: "'refine'").map { ToolModel.Refinement($0) }
        }
        var refinement = ToolModel.Refinement("")
        for entry in mapping.entries {
            let node = entry.value
            switch entry.key.text {
            case "name": refinement.name = reading.functionName(node, for: "'name'") ?? ""
            case "message": refinement.message = reading.text(node, for: "'message'", as: .prose)
            case "path": refinement.path = reading.path(node, for: "'path'")
            case "params": refinement.params = params(node, &reading)
            case "abort": refinement.aborts = reading.flag(node, for: "'abort'") ?? false
            case "when": refinement.runsAlways = reading.word(node, of: ["always"], for: "'when'") != nil
            default: reading.refuse(entry.key, of: "'refine'", among: Vocabulary.refine)
            }
        }
        if mapping.entry("name") == nil {
            reading.error(.missingKey, at: SchemaReader.start(of: mapping.location), "'refine' has no 'name'")
        }
        return refinement.name.isEmpty ? nil : refinement
    }

    private static func params(_ node: YAMLNode, _ reading: inout Reading) -> JSONObject? {
        guard reading.mapping(node, for: "'params'") != nil,
            case .object(let params) = ValueReader.read(node, of: "'params'", &reading)?.value
        else { return nil }
        return params
    }
}
