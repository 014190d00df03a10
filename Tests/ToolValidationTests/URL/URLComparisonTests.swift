import Foundation
import Testing

@testable import ToolValidation

/// Asks node's `new URL` about many texts. `URL_COUNT` and `URL_SEED` make another run of it.
@Suite("URLs as node parses them", .enabled(if: Node.isInstalled, "node is not installed"))
struct URLComparisonTests {
    @Test("Random URLs have the same verdict, href, protocol and hostname")
    func randomURLs() throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["URL_COUNT"].flatMap(Int.init) ?? 5_000
        var generator = URLGenerator(seed: environment["URL_SEED"].flatMap(UInt64.init) ?? 1)
        let texts = (0..<count).map { _ in generator.url() }
        let answers: [[String]?] = try Node.ask("urls.mjs", texts)
        try #require(answers.count == texts.count)
        var (accepted, departures) = (0, 0)
        for (text, answer) in zip(texts, answers) {
            let url = URLParser.parse(text)
            let parts = url.map { [$0.href, $0.scheme + ":", $0.hostname] }
            if answer != nil { accepted += 1 }
            if parts == answer { continue }
            if NodeDepartures.explain(url, answer) {
                departures += 1
            } else {
                Issue.record("\(text.debugDescription): \(parts ?? ["none"]), and node says \(answer ?? ["none"])")
            }
        }
        print("\(count) URLs, \(accepted) of them accepted by node, which departs from the standard in \(departures)")
        #expect(accepted > count / 5)
        #expect(departures < count / 50)
    }
}

/// Where node 20 departs from the standard.
enum NodeDepartures {
    /// Whether the difference is one of these.
    static func explain(_ url: ParsedURL?, _ answer: [String]?) -> Bool {
        switch (url, answer) {
        case (nil, let answer?): accepts(answer[2])
        case (let url?, nil): refuses(url.hostname)
        case (let url?, let answer?): loses(url, answer[0]) || keeps(url, answer[0])
        case (nil, nil): false
        }
    }

    /// - `a://b/..` is `a://b`, although `a://b/.` is `a://b/`: a path that leads up from nothing is none.
    private static func loses(_ url: ParsedURL, _ href: String) -> Bool {
        guard case .segments([""]) = url.path, !url.isSpecial else { return false }
        var other = url
        other.path = .segments([])
        return other.href == href
    }

    /// - `file:///c:x/..` is `file:///c:x/`: what begins like a drive is taken for one.
    private static func keeps(_ url: ParsedURL, _ href: String) -> Bool {
        guard url.scheme == "file" else { return false }
        return href.dropFirst("file://\(url.hostname)".count).wholeMatch(of: /\/[A-Za-z]:[^\/].*/) != nil
    }

    // The others are about labels with joiners or with letters that are written from right to left: RFC 5892 and
    // RFC 5893, which UTS #46 demands with CheckJoiners and CheckBidi.

    /// - `http://0a.א/` and `http://1א/`: only a label with such letters is held against the rule, and not against its
    ///   first condition; `http://aא/`: the last character of a label that begins from left to right is not looked at.
    /// - Behind a virama with a joiner a label is not looked at any further, so that it may mix directions.
    /// - `http://مx\u{200C}xم/`: letters that join need not stand beside the joiner.
    /// - Marks of later versions of Unicode than 13 may begin a label.
    /// - `http://xn---tda/`: a delimiter of Punycode with nothing in front of it is passed over.
    private static func accepts(_ hostname: String) -> Bool {
        do throws(DomainName.Fault) {
            _ = try DomainName.ascii(Array(hostname.utf8))
            return false
        } catch {
            switch error {
            case .joiner, .direction, .mark: return true
            case .encoding: return hostname.split(separator: ".").contains { $0.hasPrefix("xn---") }
            case .disallowed: return false
            }
        }
    }

    /// - Only the first joiner of a label is looked at, and of letters outside of the first plane none is known to join.
    private static func refuses(_ hostname: String) -> Bool {
        hostname.split(separator: ".").contains { label in
            guard label.hasPrefix("xn--") else { return false }
            let points = Punycode.decode(ArraySlice(label.utf8.dropFirst(4).map { UInt32($0) }))
            return points?.contains { $0 == 0x200C || $0 == 0x200D } ?? false
        }
    }
}
