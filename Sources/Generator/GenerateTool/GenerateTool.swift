import Diagnostics
import GeneratorPipeline
import SwiftEmitter

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The executable that the plugins run. People use `mcp-generator generate`, which does the same and explains itself.
@main
struct GenerateTool {
    static func main() {
        do {
            exit(try run(Arguments(CommandLine.arguments.dropFirst())))
        } catch let error as Arguments.Misuse {
            complain("error: \(error.message)\n")
            exit(2)
        } catch {
            complain("error: \(error)\n")
            exit(1)
        }
    }

    private static func run(_ arguments: Arguments) throws -> Int32 {
        let report = try arguments.generation.run()
        complain(DiagnosticRenderer(sources: report.sources).render(report.diagnostics))
        if arguments.isVerbose {
            for path in report.written + report.stubs { print("wrote \(path)") }
        }
        return report.hasErrors ? 1 : 0
    }

    private static func complain(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

/// The tool's command line.
struct Arguments {
    /// A command line that makes no sense.
    struct Misuse: Error {
        var message: String
    }

    private(set) var generation = Generation(inputs: [], target: "")
    private(set) var isVerbose = false

    init(_ words: some Sequence<String>) throws(Misuse) {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            switch word {
            case "--output": generation.outputDirectory = try Self.value(of: word, &words)
            case "--stubs": generation.stubsDirectory = try Self.value(of: word, &words)
            case "--target": generation.target = try Self.value(of: word, &words)
            case "--access": generation.access = try Self.access(try Self.value(of: word, &words))
            case "--library": generation.isExecutable = false
            case "--verbose": isVerbose = true
            case _ where word.hasPrefix("-"): throw Misuse(message: "unknown option \(word)")
            default: generation.inputs.append(word)
            }
        }
        if generation.target.isEmpty { throw Misuse(message: "--target is missing") }
        if generation.inputs.isEmpty { throw Misuse(message: "no YAML file was named") }
    }

    private static func value(of option: String, _ words: inout ArraySlice<String>) throws(Misuse) -> String {
        guard let value = words.popFirst() else { throw Misuse(message: "\(option) needs a value") }
        return value
    }

    private static func access(_ word: String) throws(Misuse) -> AccessLevel {
        guard let access = AccessLevel(rawValue: word) else {
            throw Misuse(message: "--access is public, package or internal, not \(word)")
        }
        return access
    }
}
