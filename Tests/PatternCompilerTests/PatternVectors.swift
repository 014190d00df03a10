import Foundation

/// Verdicts of node's RegExp, in the files whose format `Tests/Vectors/regex/README.md` describes.
struct PatternVectors: Decodable {
    struct Vector: Decodable {
        var id: String
        var pattern: String
        var flags: String
        var syntaxError: String?
        var cases: [Case]?

        enum CodingKeys: String, CodingKey {
            case id, pattern, flags, cases
            case syntaxError = "syntax_error"
        }
    }

    struct Case: Decodable {
        var input: String?
        var parts: [Part]?
        var match: Bool

        enum CodingKeys: String, CodingKey {
            case input, match
            case parts = "input_parts"
        }

        /// Nil where the input holds a lone surrogate, which no String can.
        var text: String? {
            input ?? parts?.map { String(repeating: $0.text, count: $0.count) }.joined()
        }
    }

    struct Part: Decodable {
        var text: String
        var count: Int

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            text = try container.decode(String.self)
            count = try container.decode(Int.self)
        }
    }

    var patterns: [Vector]

    /// The folder that VECTORS names, or the committed one.
    static var folder: URL {
        if let path = ProcessInfo.processInfo.environment["VECTORS"] { return URL(filePath: path) }
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return tests.appending(path: "Vectors/regex")
    }

    static func load() throws -> [Vector] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.path < $1.path }
            .flatMap { try JSONDecoder().decode(PatternVectors.self, from: Data(contentsOf: $0)).patterns }
    }
}
