import Foundation
import MCPServer
import MCPServerTesting
import Testing

/// The functions and tools that `Language/tools.yaml` names.
struct LanguageApp: LanguageTools {
    func everything(_ input: Everything.Input, _ context: CallContext) async throws -> Everything.Output {
        .init(ok: input.owner == "ada", shape: input.filter)
    }

    func listNumbers(_ context: CallContext) async throws -> ListNumbers.Output { .init([1, 2.5]) }

    func pick(_ input: Point, _ context: CallContext) async throws -> Pick.Output {
        input.x > 0 ? .point(input) : input.x < 0 ? .choice(.all) : .null
    }

    static func isNearby(_ value: Point) -> Bool { value.x.magnitude < 100 }
    static func countPoints(_ value: String, _ issues: inout Issues) -> Int { value.unicodeScalars.count }
    static func isShort(_ value: URL) -> Bool { value.absoluteString.utf8.count < 100 }
    static func isSmall(_ value: Set<String>) -> Bool { value.count < 10 }
    static func isEven(_ value: Int) -> Bool { value.isMultiple(of: 2) }
    static func double(_ value: Int) -> Int { value * 2 }
    static func report(_ value: [String], _ issues: inout Issues) {
        for (index, text) in value.enumerated() where text.isEmpty {
            issues.append(ValidationIssue(.custom, path: [.index(index)], message: "Empty"))
        }
    }
}

@Suite struct LanguageTests {
    /// Arguments of `everything` that are right.
    static let arguments = #"""
        {"slug":"a-b","slugs":["c"],"tree":{"name":"root","parent":{"name":"p"},"children":[{"name":"leaf"}]},
        "filter":{"not":{"and":[{"field":"f","op":"eq","value":null}]}},"names":null,"code":" ab ","note":null,
        "when":"2024-02-29T12:30:00.5Z","id":"123E4567-e89b-12d3-a456-426614174000","pair":["a",1,true,false],
        "labels":{"b":"1","a":"2"},"scores":{"a":[1],"b":[]},"loose":{"x1":1,"other":"kept"},"tags":["t","t"],
        "lookup":[["k",{"x":1,"y":2}]],"shape":{"kind":"box","side":2},"both":{"a":"x","b":1},
        "mixed":{"not":{"not":{"and":[]}},"b":2},"short":"abc","even":4,"any":[null],"data":{"k":1},"flag":"YES","yes":"ja",
        "tpl":"user_1","n":"0x5","s":12,"cat":"x","list":[null],"loosely":{"a":1,"z":[2]},"strictly":{"a":1},
        "typed":{"a":1,"t":2},"big":"9007199254740993","sup":["u"],"boolish":"TRUE","start":"2024-01-01","email":"e"}
        """#

    private func json(_ value: some ToolValue) -> String {
        var json = JSONWriter()
        value.write(to: &json)
        return json.text
    }

    @Test func showsNothingThatIsSensitive() throws {
        var input = try Everything.Input.read(Self.arguments.utf8)
        (input.password, input.keys) = ("hunter2", ["hunter3"])
        var dumped = ""
        dump(input, to: &dumped)
        for text in ["\(input)", String(reflecting: input), dumped] {
            #expect(!text.contains("hunter"))
            #expect(text.contains("a-b"), "the rest is shown")
        }
        #expect(json(input).contains("hunter2"))
    }

    @Test func combinesSteps() throws {
        let arguments = #"{"level":"low","link":"https://a.example","piped":"3","pipedNull":null,"sized":["a"]}"#
        let value = try Combined.read(arguments.utf8)
        #expect(value.color == .noneValue, "and not an optional's none")
        #expect(value.piped == 3)
        #expect(value.pipedNull == nil)
        #expect(value.begun == "abc")
        #expect(value.list == [], "what catches is not asked of an absent value")
        #expect(value.free == ["at": ["x": 1, "y": 2]])
        func issues(_ changed: String, _ text: String) -> [ValidationIssue] {
            do throws(InvalidInput) {
                _ = try Combined.read(arguments.replacingOccurrences(of: changed, with: text).utf8)
                return []
            } catch .invalid(let issues) {
                return issues
            } catch {
                return []
            }
        }
        #expect(issues(#""piped":"3","#, "").map(\.pathText) == ["piped"], "the text is needed, whatever follows")
        #expect(issues(#""piped""#, #""words":null,"piped""#).map(\.pathText) == ["words"], "a default alone is null")
        #expect(issues("low", "high").map(\.code) == [.custom])
        #expect(issues(#"["a"]"#, "[]").map(\.message) == ["Too small: expected set to have >=1 items"])
        #expect(issues(#""piped""#, #""sign":-0,"piped""#).map(\.message) == ["Give a sign"])
        #expect(issues(#""piped""#, #""stop":null,"piped""#).map(\.message) == ["Stop"], "null in a union is not there")
    }

    @Test func asksTheFirstMemberOfAnAbsentValue() throws {
        let value = try Combined.read(#"{"level":"low","link":"https://a.example","piped":"3","pipedNull":null}"#.utf8)
        guard case .integer(nil)? = value.mixed else { return #expect(Bool(false), "the default is the second one's") }
        #expect(!json(value).contains("mixed"))
    }

    @Test func writesNoKeyOfAnAbsentPayload() throws {
        let arguments = #"{"level":"low","link":"https://a.example","piped":"3","pipedNull":null,"pause":null}"#
        let value = try Combined.read(arguments.utf8)
        guard case .string(nil)? = value.pause else { return #expect(Bool(false), "null becomes absent") }
        let written = try JSONValue.read(json(value).utf8)
        guard case .object(let object) = written else { return #expect(Bool(false)) }
        #expect(object["pause"] == nil && object["stop"] == 1)
    }

    @Test func readsEveryKindOfValue() throws {
        let input = try Everything.Input.read(Self.arguments.utf8)
        #expect(input.at.x == 1, "a default")
        #expect(input.tree?.parent?.name == "p")
        #expect(input.code == 2, "preprocessed, transformed and piped")
        #expect(input.names == nil)
        guard case .null = input.note else { return #expect(Bool(false), "null is not absent") }
        guard case .absent = input.phone else { return #expect(Bool(false), "absent is not null") }
        #expect(input.when?.timeIntervalSince1970 == 1_709_209_800.5)
        #expect(input.pair.second == 1)
        #expect(input.pair.rest == [true, false])
        #expect(input.loose["other"] == "kept")
        #expect(input.tags == ["t"])
        #expect(input.even == 8, "overwritten")
        #expect(input.n == 5, "coerced")
        #expect(input.s == "12")
        #expect(input.pre == "abcdef")
        #expect(input.cat == 0)
        #expect(input.big == 9_007_199_254_740_993)
        #expect(input.boolish == true)
        #expect(input.loosely.additionalProperties == ["z": [2]])
        guard case .square(let square) = input.shape else { return #expect(Bool(false)) }
        #expect(square.kind == .box)
    }

    @Test func writesWhatItReads() throws {
        let first = json(try Everything.Input.read(Self.arguments.utf8))
        // What steps have changed is not read again by them: dates, truth values and numbers have one spelling then.
        #expect(first.contains(#""when":"2024-02-29T12:30:00.500Z""#))
        #expect(first.contains(#""labels":{"a":"2","b":"1"}"#), "in the order of the keys")
        #expect(first.contains(#""note":null"#))
        #expect(!first.contains(#""phone""#))
        #expect(first.contains(#""pair":["a",1,true,false]"#))
        #expect(first.contains(#""mixed":{"not":{"not":{"and":[]}},"b":2}"#))
    }

    @Test(
        arguments: [
            (#""even":4"#, #""even":3"#, "even: must be even"),
            (
                #""start":"2024-01-01""#, #""start":"2024-01-02","end":"2024-01-01""#,
                "end: The end must not be before the start"
            ),
            (#","email":"e""#, "", "Give an email or a phone number"),
            (#""sup":["u"]"#, #""sup":["u",""]"#, "sup[1]: Empty"),
            (#""strictly":{"a":1}"#, #""strictly":{"a":1,"b":2}"#, #"strictly: Unrecognized key: "b""#),
            (
                #""kind":"box""#, #""kind":"oval""#,
                "shape.kind: Invalid discriminator value. Expected 'circle' | 'square' | 'box'"
            ),
            (#""list":[null]"#, #""list":["a","a"]"#, "list: Invalid input: expected no element twice"),
            (#""labels":{"b":"1""#, #""labels":{"B":"1""#, "labels.B: Invalid key in record"),
        ]
    )
    func refuses(part: String, wrong: String, issue: String) throws {
        let arguments = Self.arguments.replacingOccurrences(of: part, with: wrong)
        #expect(arguments != Self.arguments)
        #expect(throws: InvalidInput.self) {
            do {
                _ = try Everything.Input.read(arguments.utf8)
            } catch {
                #expect("\(error)" == issue)
                throw error
            }
        }
    }

    @Test func fillsInWhoCalls() async throws {
        let server = LanguageServer(tools: LanguageApp())
        let input = try Everything.Input.read(Self.arguments.utf8)
        #expect(input.owner == "", "the caller has no say in it")
        guard case .object(let arguments) = try JSONValue.read(Self.arguments.utf8) else { return }
        let known = server.testConnection(principal: Principal(subject: "ada"))
        #expect(try await known.call("everything", arguments).json["structuredContent"] != nil)
        let unknown = try await server.testConnection().call("everything", arguments)
        #expect(unknown.isError)
        #expect(unknown.text == "This tool needs to know who calls it: authenticate, and call it again.")
        let tools = try await known.request("tools/list")
        #expect(!JSONValue.object(tools).jsonText.contains("owner"), "and never hears of it")
    }

    @Test(arguments: [ProtocolRevision.newest, .v2025_11_25])
    func givesWhatIsNoObject(revision: ProtocolRevision) async throws {
        let client = LanguageServer(tools: LanguageApp()).testClient(revision)
        #expect(try await client.listNumbers().value == [1, 2.5])
        guard case .point(let point) = try await client.pick(Point(x: 1, y: 2)) else { return #expect(Bool(false)) }
        #expect(point.y == 2)
        guard case .choice(.all) = try await client.pick(Point(x: -1, y: 2)) else { return #expect(Bool(false)) }
        guard case .null = try await client.pick(Point(x: 0, y: 2)) else { return #expect(Bool(false)) }
    }
}
