import Foundation

/// Node, whose strings and URLs are the reference.
enum Node {
    static let unicodeVersion = try? text(["-p", "process.versions.unicode"])

    static let isInstalled = unicodeVersion != nil

    /// Hands a script of `Tests/Unicode` a file with a list of texts, and reads its answer.
    static func ask<Answer: Decodable>(_ script: String, _ texts: [String], _ arguments: String...) throws -> Answer {
        let file = FileManager.default.temporaryDirectory.appending(path: "texts-\(UUID()).json")
        try JSONEncoder().encode(texts).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let script = URL(filePath: #filePath).appending(path: "../../Unicode/\(script)").standardizedFileURL
        let answer = try run([script.path(percentEncoded: false), file.path(percentEncoded: false)] + arguments)
        return try JSONDecoder().decode(Answer.self, from: answer)
    }

    private static func text(_ arguments: [String]) throws -> String {
        String(decoding: try run(arguments), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["node"] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
        return data
    }

    struct Failure: Error {}
}
