package import Foundation

/// One schema of the vectors with the inputs that were tried on it.
package struct Vector: Sendable {
    /// `category/name`
    package var id: String
    package var tags: Set<String>
    /// The schema, whose terms the README of the vectors explains.
    package var schema: VectorJSON
    /// The schemas that it refers to by name.
    package var definitions: [VectorJSON.Member]
    /// What zod advertises of it as the schema of an input and of an output.
    package var inputSchema: VectorJSON?
    package var outputSchema: VectorJSON?
    /// Whether zod cannot build the schema, at once or when it is first used.
    package var isRefused: Bool
    package var cases: [VectorCase]

    package init(_ json: VectorJSON) {
        id = json["id"]?.string ?? ""
        tags = Set((json["tags"]?.elements ?? []).compactMap(\.string))
        schema = json["schema"] ?? .null
        definitions = json["defs"]?.members ?? []
        inputSchema = json["json_schema"]?["input"]
        outputSchema = json["json_schema"]?["output"]
        cases = (json["cases"]?.elements ?? []).map(VectorCase.init)
        isRefused =
            json["construct_error"] != nil
            || (tags.contains("schema-error") && !cases.isEmpty && cases.allSatisfy(\.doesThrow))
    }

    /// Reads all files of a folder, in the order of their names.
    package static func load(_ folder: URL) throws -> [Vector] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.path < $1.path }
            .flatMap { VectorJSON(try String(contentsOf: $0, encoding: .utf8))["vectors"]?.elements ?? [] }
            .map(Vector.init)
    }
}

/// One input with zod's answer.
package struct VectorCase: Sendable {
    /// The JSON text; nothing where there is no value at all.
    package var input: [UInt8]?
    package var expected: Expected
    /// Whether the text, or what zod makes of it, has half a surrogate pair.
    package var hasLoneSurrogate: Bool

    /// What zod says.
    package enum Expected: Sendable {
        /// The value that it makes; nothing where that is `undefined`.
        case output(VectorJSON?)
        /// The output is the input, and too long to stand in the vectors twice.
        case input
        case issues([VectorJSON])
        /// The text is not JSON.
        case malformed
        /// zod fails instead of giving an answer.
        case failure
    }

    var doesThrow: Bool {
        if case .failure = expected { true } else { false }
    }

    init(_ json: VectorJSON) {
        if json["absent"]?.bool == true {
            input = nil
        } else if let text = json["input"] {
            input = text.bytes
        } else {
            input = (json["input_parts"]?.elements ?? []).flatMap { part in
                repeatElement(part.elements[0].bytes, count: Int(part.elements[1].number ?? 0)).joined()
            }
        }
        hasLoneSurrogate = json["lone_surrogate"] != nil
        let result = json["result_json"]?.string.map(VectorJSON.init) ?? json
        if json["throws"] != nil {
            expected = .failure
        } else if json["json_error"] != nil {
            expected = .malformed
        } else if json["success"]?.bool == true {
            expected = json["output_equals_input"] != nil ? .input : .output(result["output"])
        } else {
            expected = .issues(result["issues"]?.elements ?? [])
        }
    }
}
