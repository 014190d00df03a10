import Diagnostics
import Testing

@testable import ModelReader

/// Every order of two stages, and what is said of it.
@Suite struct StageOrderTests {
    private static let stages = [
        "correlation": "correlation", "requestLog": "requestLog", "cors": "cors", "originGuard": "originGuard",
        "custom": "custom: A",
    ]

    /// The orders that are reported; no other one is.
    static let findings = [
        "requestLog correlation":
            "error: 'requestLog' stands before 'correlation': its lines would carry no request id, so that none could be "
            + "told from another; move it behind 'correlation' [stage-order]",
        "cors correlation":
            "warning: 'cors' stands before 'correlation': what it answers itself would carry no request id and could not "
            + "be traced; move it behind 'correlation' [stage-order]",
        "originGuard correlation":
            "warning: 'originGuard' stands before 'correlation': what it answers itself would carry no request id and "
            + "could not be traced; move it behind 'correlation' [stage-order]",
        "custom correlation":
            "warning: 'custom: A' stands before 'correlation': what it answers itself would carry no request id and "
            + "could not be traced; move it behind 'correlation' [stage-order]",
        "originGuard cors":
            "warning: 'originGuard' stands before 'cors': its 403 and 421 would carry no CORS headers, so that a page "
            + "whose request or preflight is refused cannot tell why; move it behind 'cors' [stage-order]",
    ]

    private static let pairs = StageName.allCases.flatMap { first in
        StageName.allCases.map { (first.rawValue, $0.rawValue) }
    }

    @Test(arguments: pairs)
    func everyPairIsJudged(first: String, second: String) throws {
        let words = [try #require(Self.stages[first]), try #require(Self.stages[second])]
        let place = "tools.yaml:5:26: "
        let behind = 28 + words[0].count
        let expected: String
        if first == second {
            expected =
                "tools.yaml:5:\(behind): error: '\(words[0])' stands twice on this route, so that every request would pass it "
                + "twice: remove one [duplicate-stage]\n  note: \(place)'\(words[0])' stands here"
        } else {
            expected =
                Self.findings["\(first) \(second)"].map {
                    "\(place)\($0)\n  note: tools.yaml:5:\(behind): '\(words[1])' stands here"
                } ?? ""
        }
        #expect(report([stagesFile(words.joined(separator: ", "))]) == expected)
    }

    @Test(arguments: [
        ("correlation, cors, correlation", ["5:45 duplicate-stage"]),
        (
            "requestLog, cors, correlation, requestLog",
            ["5:26 stage-order", "5:38 stage-order", "5:57 duplicate-stage"]
        ),
        (
            "originGuard, requestLog, cors, correlation",
            ["5:26 stage-order", "5:26 stage-order", "5:39 stage-order", "5:51 stage-order"]
        ),
        ("custom: A, custom: B, custom: A", ["5:48 duplicate-stage"]),
        ("correlation, requestLog, cors, originGuard, custom: A", []),
    ])
    func allFaultsOfARouteAreReported(stages: String, expected: [String]) {
        let (_, diagnostics) = ModelReader.read(documents([stagesFile(stages)]))
        let found = diagnostics.map { "\($0.location.start.line):\($0.location.start.column) \($0.rule)" }
        #expect(found == expected)
    }

    @Test func strictServersRefuseWhatOthersAreWarnedOf() {
        let file = stagesFile("cors, correlation", host: "0.0.0.0").replacing(
            "version: 1 ",
            with: "version: 1, strict: true "
        )
        let (_, diagnostics) = ModelReader.read(documents([file]))
        #expect(diagnostics.map(\.severity) == [.error, .error, .error])
    }
}
