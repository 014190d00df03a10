internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Types that are made of other schemas.
extension TypeBuilder {
    func tuple(_ reading: inout Reading) -> SchemaType? {
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

    func record(_ reading: inout Reading) -> SchemaType? {
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

    func map(_ reading: inout Reading) -> SchemaType? {
        let keys = element("keys", &reading)
        guard let values = element("values", &reading), let keys else { return nil }
        return .map(keys: keys, values: values, steps.ofArray)
    }

    func intersection(_ reading: inout Reading) -> SchemaType? {
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
