import Foundation
import Testing

/// The JSON Schemas that are advertised, against those of `z.toJSONSchema` for the same schemas.
@Suite struct AdvertisedSchemaTests {
    /// What the run must not fall below.
    private static let leastComparisons = 650

    @Test func meansWhatZodAdvertises() throws {
        var run = try VectorRun(Vector.load(VectorTests.folder).filter { !$0.isRefused })
        let others = run.tally
        let met = run.compareSchemas()
        for failure in run.tally.failures.dropFirst(others.failures.count) { Issue.record("\(failure)") }
        #expect(run.tally.passed - others.passed >= Self.leastComparisons)
        #expect(met == Set(SchemaDifference.allCases), "a documented difference that there is not")
    }

    @Test func everyDifferenceIsDocumented() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let text = try String(contentsOf: folder.appending(path: "../../Documentation/ToolsYAML.md"), encoding: .utf8)
        let table =
            text.components(separatedBy: "| written | advertised | since zod's |\n|---|---|---|\n").dropFirst().first
            ?? ""
        let rows = table.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("|") }
        let names = rows.map { $0.split(separator: "|")[0].trimmingCharacters(in: .whitespaces) }
        #expect(names == SchemaDifference.allCases.map(\.rawValue))
    }
}
