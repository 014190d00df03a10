import ModelReader
import SchemaChecker
import Testing
import ToolModel
import ToolValidation
import YAMLReader

/// What an issue means for later checks, and for those of what holds the value.
@Suite struct SeverityTests {
    private func issues(_ json: String, _ schema: String) throws -> [String] {
        let text = """
            server: { name: s, version: 1 }
            types:
              T: \(schema)
            """
        let (server, _) = ModelReader.read([YAMLReader.read(path: "t.tools.yaml", bytes: Array(text.utf8))])
        let type = try #require(server?.types.first)
        var functions = SchemaFunctions()
        functions.reporters["report"] = { _, issues in
            issues.append(ValidationIssue(.custom, message: "reported"), .hard)
        }
        do throws(InvalidInput) {
            _ = try SchemaChecker(types: [type], functions: functions).check(Array(json.utf8), against: type.schema)
            return []
        } catch {
            guard case .invalid(let issues) = error else { return ["malformed"] }
            return issues.map { "\($0.pathText): \($0.message)" }
        }
    }

    private static let converted = "{ type: string, min: 2, pipe: string }"

    @Test func endsTheChecksOfTheConvertedValueAlone() throws {
        let object = "{ type: object, properties: { a: \(Self.converted) } }"
        #expect(
            try issues(#"{"a":"x"}"#, "{ type: union, of: [\(object), boolean] }")
                == ["a: Too small: expected string to have >=2 characters"]
        )
        #expect(try issues(#""x""#, "{ type: union, of: [\(Self.converted), boolean] }") == [": Invalid input"])
    }

    @Test func asksForTheLengthBehindAnyIssue() throws {
        #expect(
            try issues(#""x""#, "{ type: string, superRefine: report, startsWith: a, min: 2 }")
                == [": reported", ": Too small: expected string to have >=2 characters"]
        )
    }

    @Test func takesATextForWhatIsMadeOfIt() throws {
        #expect(
            try issues(#""x""#, "{ type: union, of: [{ type: string, format: url, as: url }, boolean] }")
                == [": Invalid input"]
        )
    }
}
