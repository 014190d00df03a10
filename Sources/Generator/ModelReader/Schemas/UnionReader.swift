internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads unions, with a discriminator or without one.
struct UnionReader {
    private let parts: SchemaParts
    private let depth: Int
    private let location: SourceLocation

    init(_ parts: SchemaParts, depth: Int, at location: SourceLocation) {
        self.parts = parts
        self.depth = depth
        self.location = location
    }

    func read(_ reading: inout Reading) -> SchemaType? {
        let isExclusive = flag("exclusive", &reading)
        let hasFallback = flag("fallback", &reading)
        let discriminator = parts["discriminator"].flatMap { reading.text($0.value, for: "'discriminator'") }
        checkKeys(&reading)
        guard let part = parts["of"] else {
            reading.error(.missingKey, at: location, "type 'union' needs 'of'")
            return nil
        }
        let options = SchemaReader.readAll(part.value, for: "'of'", at: .other, depth: depth, &reading)
        if part.value.sequence?.elements.isEmpty == true {
            let message = "'of' is empty, so that nothing would be accepted"
            reading.error(.emptyEnum, at: part.value.location, message)
        }
        guard let options else { return nil }
        guard parts["discriminator"] != nil else { return .union(options, isExclusive: isExclusive) }
        return discriminator.map {
            .discriminatedUnion(DiscriminatedUnionSchema($0, options, hasFallback: hasFallback))
        }
    }

    private func checkKeys(_ reading: inout Reading) {
        guard let discriminator = parts["discriminator"] else {
            if let fallback = parts["fallback"] {
                let message = "'fallback' is about a 'discriminator', and there is none"
                reading.error(.misplacedRule, at: fallback.key.location, message)
            }
            return
        }
        if let exclusive = parts["exclusive"] {
            let message = "a 'discriminator' tells one schema already: leave out 'exclusive'"
            let notes = [Diagnostic.Note("'discriminator' stands here", at: discriminator.key.location)]
            reading.error(.conflictingKeys, at: exclusive.key.location, message, notes: notes)
        }
    }

    private func flag(_ key: String, _ reading: inout Reading) -> Bool {
        parts[key].flatMap { reading.flag($0.value, for: "'\(key)'") } ?? false
    }
}
