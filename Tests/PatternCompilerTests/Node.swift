import Foundation

@testable import PatternCompiler

/// Node, whose regular expressions are the reference.
enum Node {
    struct Result {
        var status: Int32
        var output: String
    }

    static let isInstalled = (try? run(["--version"]))?.status == 0

    /// Why node cannot be asked about Unicode; nil if it can.
    static let unicodeSkipReason: String? = {
        guard let result = try? run(["-p", "process.versions.unicode"]), result.status == 0 else {
            return "node is not installed"
        }
        let version = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
        guard version == UnicodeTables.unicodeVersion else { return "node is of Unicode \(version)" }
        return nil
    }()

    /// Runs a script of `Tests/Unicode`.
    static func runUnicodeScript(_ name: String, _ arguments: String...) throws -> Result {
        try runScript("../Unicode/\(name)", arguments)
    }

    /// Runs a script, named by its path from the folder of these tests.
    static func runScript(_ name: String, _ arguments: [String]) throws -> Result {
        let script = URL(filePath: #filePath).appending(path: "../\(name)").standardizedFileURL
        return try run([script.path(percentEncoded: false)] + arguments)
    }

    private static func run(_ arguments: [String]) throws -> Result {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["node"] + arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
    }
}
