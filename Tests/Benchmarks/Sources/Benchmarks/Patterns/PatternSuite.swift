import Foundation
import PatternCompiler
import ToolValidation

/// Compiled patterns at work on megabytes, on hostile texts, and what compiling them takes.
struct PatternSuite {
    let folders: Folders

    func run(_ report: inout Report) throws {
        try comparePeers(&report)
        try measureStateSets(&report)
        try measureGrowth(&report)
        try measureBackreference(&report)
        try measureCompilation(&report)
    }

    // MARK: - Throughput

    private func comparePeers(_ report: inout Report) throws {
        for (name, engine, budget) in [("RE2", "re2", Figure.Budget.atLeast(1)), ("PCRE2-JIT", "pcre2", nil)] {
            let searches = PatternSearch.common.filter { $0.isForRE2 || engine != "re2" }
            try write(searches)
            guard let peer = Peer("\(folders.work)/pattern-peer", [engine, folders.work]) else {
                report.add(.missing("patterns", against: name, reason: "peer not installed", budget))
                continue
            }
            var speeds: [Double] = []
            for (index, search) in searches.enumerated() {
                let pairs = try Pairs(
                    Self.contender(search),
                    against: peer.contender(Self.order(index, search)),
                    batch: 2e7
                )
                speeds.append(1 / pairs.ratio)
                report.add("pattern: \(search.name)", pairs, against: name, isSpeed: true, budget)
            }
            report.add(
                Figure(
                    name: "patterns: geometric mean",
                    unit: "-",
                    against: "the speed of \(name)",
                    ratio: exp(speeds.map { log($0) }.reduce(0, +) / Double(speeds.count)),
                    budget: budget
                )
            )
        }
    }

    private static func contender(
        _ search: PatternSearch,
        for engine: CompiledPattern.Engine? = nil
    ) throws -> Contender {
        let pattern = try Pattern(PatternCompiler.compile(search.pattern, flags: search.flags, for: engine))
        return Contender { precondition(pattern.matches(search.text) == search.matches) }
    }

    /// A search's name for a peer, which ends in what it should find.
    private static func order(_ index: Int, _ search: PatternSearch) -> String {
        "\(index)-\(search.matches ? 1 : 0)"
    }

    /// The searches as a peer reads them.
    private func write(_ searches: [PatternSearch]) throws {
        var lines = ""
        for (index, search) in searches.enumerated() {
            lines += "\(Self.order(index, search))\t\(search.flags)\t\(index).txt\t\(search.pattern)\n"
            try Data(search.text.utf8).write(to: URL(filePath: "\(folders.work)/\(index).txt"))
        }
        try Data(lines.utf8).write(to: URL(filePath: "\(folders.work)/searches"))
    }

    // MARK: - State sets

    private func measureStateSets(_ report: inout Report) throws {
        for search in PatternSearch.forStateSets {
            let contender = try Self.contender(search, for: .stateSets)
            let size = search.text.utf8.count
            let count = max(1, 1_000_000 / size)
            let time = try median((0..<5).map { _ in try contender.run(count) / Double(count) })
            let name = "state sets: \(search.name)"
            report.add(Figure(name: name, value: time / Double(size), unit: "ns a byte", against: "-"))
        }
    }

    // MARK: - Hostile texts

    /// How the time grows when the text does, for patterns that backtracking takes exponential or quadratic time for.
    private func measureGrowth(_ report: inout Report) throws {
        for engine in [CompiledPattern.Engine.table, .stateSets] {
            for search in HostileSearch.growing {
                let pattern = try Pattern(PatternCompiler.compile(search.pattern, flags: search.flags, for: engine))
                let (short, long) = (search.text(100_000), search.text(200_000))
                let pairs = try Pairs(
                    Contender { precondition(!pattern.matches(long)) },
                    against: Contender { precondition(!pattern.matches(short)) },
                    batch: 1e7
                )
                let name = "\(engine.rawValue), 200 KB: \(search.name)"
                report.add(name, pairs, against: "100 KB", .atMost(2.2))
            }
        }
    }

    private func measureBackreference(_ report: inout Report) throws {
        for search in HostileSearch.backreferences {
            let pattern = try Pattern(PatternCompiler.compile(search.pattern, flags: search.flags))
            let text = search.text(1_000_000)
            precondition(Array(text.utf8).withUnsafeBufferPointer { pattern.verdict($0) } == .undecided)
            let contender = Contender { precondition(!pattern.matches(text)) }
            let time = try median((0..<5).map { _ in try contender.run(1) }) / 1e6
            let figure = Figure(
                name: "undecided, 1 MB: \(search.name)",
                value: time,
                unit: "ms",
                against: "50 ms",
                ratio: time / 50,
                budget: .atMost(1)
            )
            report.add(figure)
        }
    }

    // MARK: - Compilation

    private func measureCompilation(_ report: inout Report) throws {
        let name = "compile 100 patterns, debug"
        let command = Command(
            path: "\(folders.scratch)/debug/CompilePatterns",
            arguments: ["mcp", "zod", "classes", "quantifiers"].map { "\(folders.package)/../Vectors/regex/\($0).json" }
        )
        guard FileManager.default.isExecutableFile(atPath: command.path) else {
            report.add(.missing(name, against: "CompilePatterns", reason: "not built", .atMost(1)))
            return
        }
        let time = try median((0..<5).map { _ in try command.run().processorTime }) / 1e9
        report.add(Figure(name: name, value: time, unit: "s", against: "1 s", ratio: time, budget: .atMost(1)))
    }
}

extension Pattern {
    init(_ compiled: CompiledPattern) {
        self.init(source: compiled.source, flags: compiled.flags, automaton: compiled.automaton)
    }
}
