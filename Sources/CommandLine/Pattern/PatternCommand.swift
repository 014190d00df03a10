import ArgumentParser
import Diagnostics
import Foundation
import PatternCompiler
import ToolValidation

/// `mcp-generator pattern`: shows how a regular expression is read and matched.
struct PatternCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pattern",
        abstract: "Show how a regular expression is matched, and try texts against it.",
        usage: "mcp-generator pattern [<options>] <regex>",
        discussion: """
            The expression is ECMAScript's, without slashes around it: what stands behind 'regex:' in tools.yaml. With \
            --test, the exit code is 1 if one of the texts does not match.

            EXAMPLES:
              mcp-generator pattern '^[a-z]+$' --test abc --test ABC
              mcp-generator pattern '(?<!\\d)\\d{3}(?!\\d)' --diagram
            """
    )

    @Option(name: .shortAndLong, help: "The flags: any of d, g, i, m, s, u, v and y.")
    var flags = ""

    @Option(
        name: .shortAndLong,
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A text to try; may be repeated.", valueName: "string")
    )
    var test: [String] = []

    @Flag(help: "Print the automaton as a Mermaid flowchart, if it has at most \(PatternReport.diagramStates) states.")
    var diagram = false

    @Argument(help: ArgumentHelp("The expression.", valueName: "regex"))
    var source: String

    func run() throws {
        let report: PatternReport
        do {
            report = try PatternReport(source, flags: flags)
        } catch {
            explain(error)
            throw ExitCode(1)
        }
        if diagram {
            try showDiagram(report)
        } else {
            show(report)
        }
        let pattern = Pattern(source: source, flags: flags, automaton: report.compiled.automaton)
        var text = test
        var failed = false
        for index in text.indices {
            let verdict = text[index].withUTF8 { pattern.verdict($0) }
            failed = failed || verdict != .match
            print("\(words(verdict))  \(quoted(test[index]))")
        }
        if failed { throw ExitCode(1) }
    }

    private func show(_ report: PatternReport) {
        let compiled = report.compiled
        let engine =
            switch compiled.engine {
            case .table: "table, one step for each byte"
            case .stateSets: "sets of states, linear in the text"
            case .backtracking: "trying, at most \(Pattern.stepLimit) steps"
            }
        print("engine       \(engine)")
        print("states       \(compiled.stateCount)")
        print("bytes        \(compiled.automaton.count)")
        print("matches      \(report.matching.map(quoted) ?? none(isNone: compiled.matchesNothing))")
        print("no match     \(report.nonMatching.map(quoted) ?? none(isNone: compiled.matchesEverything))")
        for finding in compiled.findings {
            let place = "character \(finding.offset + 1)"
            Terminal.complain(
                "\(Terminal.styledError("warning:", .bold)) \(place): \(finding.message)\n  note: \(finding.note)"
            )
        }
    }

    private func none(isNone: Bool) -> String { isNone ? "(there is none)" : "(none was found)" }

    private func showDiagram(_ report: PatternReport) throws {
        guard let diagram = report.diagram else {
            let count = report.compiled.stateCount
            Terminal.complain(
                "error: the automaton has \(count) states; a diagram shows at most \(PatternReport.diagramStates)"
            )
            throw ExitCode(1)
        }
        print(diagram)
    }

    /// A text on one line, as Swift and JSON write it.
    private func quoted(_ text: String) -> String { Terminal.harmless(JSONValue.string(text).jsonText) }

    private func words(_ verdict: Pattern.Verdict) -> String {
        switch verdict {
        case .match: Terminal.styled("match    ", .green)
        case .noMatch: Terminal.styled("no match ", .red)
        case .undecided: Terminal.styled("undecided", .red)
        }
    }

    /// The error with the place under which it is.
    private func explain(_ error: PatternError) {
        Terminal.complain("error: \(error.message)")
        let text = error.part == .flags ? flags : source
        if !text.contains(where: \.isNewline), text.unicodeScalars.count <= 200 {
            let indent = String(repeating: " ", count: error.offset)
            Terminal.complain("  | \(Terminal.harmless(text))")
            Terminal.complain("  | \(indent)^ \(error.note ?? "")")
        } else if let note = error.note {
            Terminal.complain("  note: character \(error.offset + 1): \(note)")
        }
    }
}
