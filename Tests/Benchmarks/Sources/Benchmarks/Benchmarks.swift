import Foundation

/// Measures what `performance.md` sets budgets for.
@main
struct Benchmarks {
    static func main() {
        do {
            try run()
        } catch {
            print("error: \(error)")
            exit(1)
        }
    }

    private static func run() throws {
        let words = Array(CommandLine.arguments.dropFirst())
        if words.first == "repeat", words.count == 3, let count = Int(words[2]) {
            let work = ValidationSuite(Folders()).generated(words[1])
            // What is set up once is no part of it.
            work()
            repeatWork(work, count)
            return
        }
        let folders = Folders()
        try FileManager.default.createDirectory(atPath: folders.work, withIntermediateDirectories: true)
        var report = Report()
        let all = [
            "validate", "patterns", "generate", "build", "compile", "stdio", "limiter", "http", "stages", "memory",
            "metrics", "tracing",
        ]
        let chosen = words.isEmpty ? all : words
        for suite in chosen {
            switch suite {
            case "validate": try ValidationSuite(folders).run(&report)
            case "patterns": try PatternSuite(folders: folders).run(&report)
            case "generate": try GenerationSuite(folders: folders).run(&report)
            case "build": try BuildSuite(folders: folders).run(&report)
            case "compile": try CompilationSuite(folders: folders).run(&report)
            case "stdio": try StdioSuite(folders: folders).run(&report)
            case "limiter": try LimiterSuite().run(&report)
            case "stages": try StagesSuite(folders: folders).run(&report)
            case "tracing": try TracingSuite(folders: folders).run(&report)
            case "metrics": try MetricsSuite(folders: folders).run(&report)
            case "memory": try MemorySuite(folders: folders).run(&report)
            case "http": try HTTPSuite(folders: folders).run(&report)
            default: throw Command.Failure(description: "there is no suite \(suite)")
            }
        }
        try report.write(to: "\(folders.package)/results/latest.json")
    }
}

/// Does some work so many times; callgrind counts the instructions of this function alone, which it knows by its name.
@inline(never)
func repeatWork(_ work: () -> Void, _ count: Int) {
    for _ in 0..<count { work() }
}

/// Where things are.
struct Folders {
    /// This package.
    let package = ProcessInfo.processInfo.environment["BENCHMARKS_PACKAGE"] ?? "Tests/Benchmarks"
    /// The scratch path that all packages of the repository share.
    let scratch = ProcessInfo.processInfo.environment["BENCHMARKS_SCRATCH"] ?? ".build"

    /// Where files go that are only needed while measuring.
    var work: String { "\(scratch)/benchmarks" }
}
