import Testing
import ToolModel
import ToolValidation

@testable import SwiftEmitter

/// The JSON Schemas that are advertised, against those of `z.toJSONSchema` for the same schemas, annotations apart.
@Suite struct AdvertisedSchemaTests {
    /// What the run must not fall below.
    private static let leastVectors = 169

    /// Where ours is written in another way, and why.
    private static let knownDifferences = [
        "modifiers/field-default-nullable": "two types in one schema instead of two schemas",
        "modifiers/nullable-null-skips-checks": "two types in one schema: other keywords do not concern null",
        "objects/object-default-nullable": "two types in one schema instead of two schemas",
        "numbers/multiple-of-two": "zod forgets the second step",
        "string-checks/starts-with-e": "zod's .* would stop at a line break, where its validator does not",
        "string-checks/starts-with-regex-chars": "the same",
        "string-checks/ends-with-combining": "the same",
        "string-checks/starts-ends-includes-all-fail": "the same",
        "string-checks/two-formats": "the same",
        "string-formats/ipv6": "zod's pattern matches no embedded IPv4 address, which its validator accepts",
        "string-formats/cidrv6": "the same",
        "string-checks/regex-dotall": "without its flag the pattern would say less than the validator accepts",
        "string-checks/regex-ignorecase-unicode": "the same, which zod overlooks",
        "string-checks/trim-lower-enumlike": "what stands behind a rewrite says nothing of the text that is sent",
        "json-schema-metadata/string-keywords": "the reasons above; zod forgets the format beside a second pattern",
        "json-schema-metadata/meta-id-defs": "schemas with an id are written where they stand",
    ]

    @Test func equalsWhatZodAdvertises() throws {
        var count = 0
        var differences: Set<String> = []
        for (_, vectors) in try VectorTests.load() {
            for vector in vectors {
                guard let id = vector["id"]?.string, let node = vector["schema"], vector["construct_error"] == nil,
                    let expected = vector["json_schema"]?["input"], expected["$error"] == nil,
                    let schema = try? VectorSchema.schema(node)
                else { continue }
                count += 1
                let zod = withoutAnnotations(try VectorSchema.json(expected))
                let ours = JSONValue.object(JSONSchemaBuilder.schema(schema))
                guard ours != zod else { continue }
                differences.insert(id)
                if Self.knownDifferences[id] == nil { Issue.record("\(id): \(ours.jsonText), zod: \(zod.jsonText)") }
            }
        }
        #expect(differences == Set(Self.knownDifferences.keys))
        #expect(count >= Self.leastVectors)
    }

    /// A text that is long enough when it is trimmed was so before; whatever else holds then says nothing of it.
    @Test(
        arguments: [
            ([StringRule.rewrite(.trim), .length(3), .uppercase], #"{"type":"string","minLength":3}"#),
            ([.max(9), .rewrite(.trim), .max(5), .startsWith("a")], #"{"type":"string","maxLength":9}"#),
            ([.rewrite(.toUpperCase), .min(1), .format(.uuid())], #"{"type":"string"}"#),
        ]
    )
    func advertisesWhatHoldsOfTheTextThatIsSent(rules: [StringRule], json: String) {
        let place = VectorSchema.location
        let schema = Schema(.string(StringSchema(rules.map { Rule($0, location: place) })), location: place)
        #expect(JSONValue.object(JSONSchemaBuilder.schema(schema)).jsonText == json)
    }

    private func withoutAnnotations(_ schema: JSONValue) -> JSONValue {
        switch schema {
        case .object(let object):
            let kept = object.members.filter { member in
                // A property may be called `title`, whose schema is then an object.
                guard case .object = member.value else {
                    return !["$schema", "title", "description", "readOnly"].contains(member.key)
                }
                return true
            }
            return .object(JSONObject(kept.map { .init($0.key, withoutAnnotations($0.value)) }))
        case .array(let elements): return .array(elements.map(withoutAnnotations))
        default: return schema
        }
    }
}
