import Foundation
import Testing

/// zod's own answers: verdict, output, and every issue's code, path, message, details and order.
@Suite struct VectorTests {
    /// What the run must not fall below, so that no change of the translation makes it smaller unnoticed.
    private static let leastVectors = 376
    private static let leastPassed = 8_000

    @Test func everyVectorAnswersAsZodDoes() throws {
        var run = try VectorRun(Vector.load(Self.folder))
        run.runCases()
        for failure in run.tally.failures { Issue.record("\(failure)") }
        #expect(run.vectorCount >= Self.leastVectors)
        #expect(run.tally.passed >= Self.leastPassed)
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Vectors/zod")
}
