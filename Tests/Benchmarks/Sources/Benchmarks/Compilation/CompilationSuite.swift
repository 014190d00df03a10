/// Compiling what the generator wrote, as a debug build does.
struct CompilationSuite {
    let folders: Folders

    func run(_ report: inout Report) throws {
        let (few, many) = try (generated(100), generated(1_000))
        let codable = try few.writeCodable()
        let steps: [(String, [String])] = [
            ("type-check", ["-typecheck"]),
            ("debug build", ["-Onone", "-g", "-c", "-o", "/dev/null", "-whole-module-optimization"]),
        ]
        for (step, options) in steps {
            let ours = Contender(compiler(options, few.sources))
            report.add(
                "compile 100 tools, \(step)",
                try Pairs(ours, against: Contender(compiler(options, [codable])), count: 5, batch: 0),
                against: "Codable structs",
                step == "type-check" ? .atMost(1.5) : nil
            )
            report.add(
                "compile 1,000 tools, \(step)",
                try Pairs(Contender(compiler(options, many.sources)), against: ours, count: 5, batch: 0),
                against: "100 tools",
                .atMost(13)
            )
        }
        let limit = ["-Xfrontend", "-warn-long-expression-type-checking=50"]
        let outcome = try compiler(["-typecheck"] + limit, many.sources).run()
        let warnings = outcome.output.split(separator: "\n").filter { $0.contains("warning: expression took") }
        report.add(
            Figure(
                name: "compile: expressions above 50 ms",
                value: Double(warnings.count),
                unit: "expressions",
                against: "none",
                ratio: Double(warnings.count),
                budget: .atMost(0)
            )
        )
    }

    private func generated(_ count: Int) throws -> GeneratedTools {
        let tools = try GeneratedTools(count, configuration: "release", folders)
        _ = try tools.generate()
        return tools
    }

    private func compiler(_ options: [String], _ sources: [String]) -> Command {
        let modules = "\(folders.scratch)/debug/Modules"
        return Command(
            path: "swiftc",
            arguments: options + ["-swift-version", "6", "-parse-as-library", "-module-name", "Many", "-I", modules]
                + sources
        )
    }
}
