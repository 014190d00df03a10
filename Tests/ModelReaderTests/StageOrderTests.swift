import Diagnostics
import Testing
import ToolModel

@testable import ModelReader

/// Every order of two stages, and what is said of it.
@Suite struct StageOrderTests {
    /// A stage as the YAML has it, and as messages call it.
    struct Example: Sendable, CustomTestStringConvertible {
        let yaml: String
        let words: String

        init(_ yaml: String, _ words: String? = nil) {
            self.yaml = yaml
            self.words = words ?? String(yaml.prefix { $0 != ":" })
        }

        init(limitBy key: String) {
            self.init("rateLimit: { by: \(key), requests: 60, per: 1m }", "rateLimit by \(key)")
        }

        var testDescription: String { words }
    }

    static let stages = [
        Example("correlation"), Example("requestLog"), Example("securityHeaders"), Example("cors"),
        Example("originGuard"), Example("ipAllowlist: ['10.0.0.0/8']"), Example("bodyLimit: 1MiB"),
        Example("timeout: 60s"), Example("authenticate: { keys: $API_KEYS }"), Example(limitBy: "principal"),
        Example(limitBy: "session"), Example(limitBy: "ip"), Example(limitBy: "network"),
        Example("rateLimit: { by: { argument: Region }, requests: 60, per: 1m }", "rateLimit by argument region"),
        Example("concurrency: { calls: 8 }"), Example("custom: A", "custom: A"),
    ]

    /// Orders that are reported: which stage in front of which other one, where, and with which words.
    struct Rule: Sendable {
        let front: Set<String>
        let behind: Set<String>
        let isAtFront: Bool
        /// `FRONT` and `BEHIND` stand for the stages.
        let text: String
    }

    private static let limits = ["principal", "session", "ip", "network", "argument region"].map {
        "rateLimit by \($0)"
    }
    private static let answering = Set(stages.map(\.words)).subtracting([
        "correlation", "requestLog", "securityHeaders",
    ])

    /// All of them; no other order is reported.
    static let rules: [Rule] = {
        func rule(_ front: Set<String>, _ behind: String, atFront: Bool = true, _ text: String) -> Rule {
            Rule(front: front, behind: [behind], isAtFront: atFront, text: "\(text) [stage-order]")
        }
        func page(_ stages: Set<String>, _ statuses: String) -> Rule {
            rule(
                stages,
                "cors",
                "warning: 'FRONT' stands before 'cors': its \(statuses) would carry no CORS headers, so that a page whose "
                    + "request or preflight is refused cannot tell why; move it behind 'cors'"
            )
        }
        func late(_ stage: String, _ harm: String) -> Rule {
            rule(
                ["authenticate"],
                stage,
                atFront: false,
                "warning: 'BEHIND' stands behind 'authenticate': \(harm); move it in front of 'authenticate'"
            )
        }
        func early(_ stages: Set<String>, _ severity: String, _ harm: String) -> Rule {
            rule(stages, "authenticate", "\(severity): 'FRONT' stands before 'authenticate': \(harm)")
        }
        let uncounted =
            "it would not count the requests that are refused there, so that credentials could be guessed without a limit, "
            + "and callers behind one address would share it; move it in front of 'authenticate', or limit 'by: principal' "
            + "here"
        return [
            rule(
                ["requestLog"],
                "correlation",
                "error: 'requestLog' stands before 'correlation': its lines would carry no request id, so that none could "
                    + "be told from another; move it behind 'correlation'"
            ),
            rule(
                answering,
                "correlation",
                "warning: 'FRONT' stands before 'correlation': what it answers itself would carry no request id and could "
                    + "not be traced; move it behind 'correlation'"
            ),
            rule(
                answering,
                "requestLog",
                atFront: false,
                "warning: 'requestLog' stands behind 'FRONT': what that answers itself would leave no line in the log, so "
                    + "that nobody sees it refuse; move it in front of 'FRONT'"
            ),
            rule(
                answering,
                "securityHeaders",
                atFront: false,
                "warning: 'securityHeaders' stands behind 'FRONT': what that answers itself would go out without these "
                    + "headers; move it in front of 'FRONT'"
            ),
            rule(
                ["authenticate"],
                "cors",
                atFront: false,
                "error: 'cors' stands behind 'authenticate': a browser's preflight carries no credentials, so that every "
                    + "page would get 401; move it in front of 'authenticate'"
            ),
            page(["originGuard"], "403 and 421"), page(["ipAllowlist"], "403"), page(["bodyLimit"], "413"),
            page(["timeout"], "504"), page(Set(limits), "429"), page(["concurrency"], "429 and 503"),
            late(
                "originGuard",
                "the pages of foreign sites could have tokens checked, and would be told 401 instead of 403"
            ),
            late("ipAllowlist", "addresses that may not call at all could have tokens checked, and guess them"),
            late("bodyLimit", "a request that is too large in any case would have its token checked first"),
            late(
                "timeout",
                "it would not bound the checking of a token, for which keys may have to be fetched"
            ),
            early(
                ["rateLimit by principal"],
                "error",
                "there is no principal yet whose requests it could count; move it behind 'authenticate'"
            ),
            early(
                ["rateLimit by session", "rateLimit by argument region"],
                "warning",
                "the client chooses what it is counted by, so that a new value for each request passes every limit; move it "
                    + "behind 'authenticate', and limit 'by: ip' here"
            ),
            early(
                ["concurrency"],
                "warning",
                "it would count by address, so that callers behind one address share it; move it behind 'authenticate'"
            ),
        ]
            + ["ip", "network"].map {
                rule(
                    ["authenticate"],
                    "rateLimit by \($0)",
                    atFront: false,
                    "warning: 'BEHIND' stands behind 'authenticate': \(uncounted)"
                )
            }
    }()

    @Test(arguments: stages, stages)
    func everyPairIsJudged(first: Example, second: Example) {
        let front = "tools.yaml:5:26: "
        let behind = "tools.yaml:5:\(28 + first.yaml.count): "
        var expected: [String] = []
        if first.words == second.words {
            expected.append(
                "\(behind)error: '\(first.words)' stands twice on this route, so that every request would pass it twice: "
                    + "remove one [duplicate-stage]\n  note: \(front)'\(first.words)' stands here"
            )
        }
        for rule in Self.rules where rule.front.contains(first.words) && rule.behind.contains(second.words) {
            let text = rule.text.replacing("FRONT", with: first.words).replacing("BEHIND", with: second.words)
            let (place, notePlace) = rule.isAtFront ? (front, behind) : (behind, front)
            let other = rule.isAtFront ? second.words : first.words
            expected.append("\(place)\(text)\n  note: \(notePlace)'\(other)' stands here")
        }
        #expect(orders("\(first.yaml), \(second.yaml)") == expected.joined(separator: "\n"))
    }

    /// What is said of stages, but for a principal that is missing altogether, in a server with a tool that has a header.
    private func orders(_ stages: String) -> String {
        let tool = "tools: [{ name: t, description: d, input: { r: { type: string, header: Region } } }]"
        let (_, diagnostics) = ModelReader.read(documents([stagesFile(stages) + "\n" + tool]))
        return diagnostics.filter { $0.rule != .missingAuthentication }.map(\.line).joined(separator: "\n")
    }

    @Test(arguments: [
        ("correlation, cors, correlation", ["5:45 duplicate-stage"]),
        (
            "requestLog, cors, correlation, requestLog",
            ["5:26 stage-order", "5:38 stage-order", "5:57 duplicate-stage"]
        ),
        (
            "originGuard, requestLog, cors, correlation",
            ["5:26 stage-order", "5:26 stage-order", "5:39 stage-order", "5:39 stage-order", "5:51 stage-order"]
        ),
        ("custom: A, custom: B, custom: A", ["5:48 duplicate-stage"]),
        (
            "rateLimit: { by: { argument: A }, requests: 1, per: 1s }, "
                + "rateLimit: { by: { argument: a }, requests: 2, per: 1s }",
            ["5:55 unknown-word", "5:84 duplicate-stage", "5:113 unknown-word"]
        ),
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

    /// All orders of six stages, held against what their order must be.
    @Test func everyOrderOfSixStagesIsJudged() {
        let names = ["correlation", "requestLog", "cors", "ipAllowlist", "authenticate", "rateLimit by principal"]
        let yaml = Dictionary(uniqueKeysWithValues: Self.stages.map { ($0.words, $0.yaml) })
        var (allowed, sound) = (0, 0)
        for order in permutations(names) {
            func isBefore(_ first: String, _ second: String) -> Bool {
                (order.firstIndex(of: first) ?? 0) < (order.firstIndex(of: second) ?? 0)
            }
            let isAllowed =
                isBefore("correlation", "requestLog") && isBefore("cors", "authenticate")
                && isBefore("authenticate", "rateLimit by principal")
            // Nothing that answers stands in front of the ids and the log, nothing that refuses in front of 'cors', and
            // addresses are judged before credentials.
            let isSound =
                isAllowed && isBefore("requestLog", "cors") && isBefore("cors", "ipAllowlist")
                && isBefore("ipAllowlist", "authenticate")
            let (server, diagnostics) = ModelReader.read(
                documents([stagesFile(order.compactMap { yaml[$0] }.joined(separator: ", "))])
            )
            #expect(!diagnostics.contains { $0.severity == .error } == isAllowed, "\(order)")
            #expect(diagnostics.isEmpty == isSound, "\(order)")
            #expect(server?.http?.routes.first?.stages.filter { !$0.isInserted }.count == 6)
            allowed += isAllowed ? 1 : 0
            sound += isSound ? 1 : 0
        }
        #expect((allowed, sound) == (60, 1))
    }
}

private func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
        var rest = elements
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}
