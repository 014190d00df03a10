import Testing
import ToolValidation

/// How answers are judged: the judge must see what is wrong.
@Suite struct JudgeTests {
    private func verdict(_ test: String, _ answer: Answer) -> String {
        switch VectorCase(VectorJSON(test)).judge(answer) {
        case .passed: "passed"
        case .passedAs: "apart"
        case .skipped: "skipped"
        case .failed: "failed"
        }
    }

    private func reading(_ text: String) -> Answer {
        Answer { () throws(InvalidInput) in try JSONValue.read(text.utf8) }
    }

    private static let issue = #"{"code":"custom","path":[],"message":"no"}"#
    private static let wrongType = #"{"code":"invalid_type","path":[],"message":"type"}"#
    private static let tooSmall = #"{"code":"too_small","path":[],"message":"small"}"#

    @Test func comparesOutputs() {
        let test = #"{"input":"{}","success":true,"output":{"a":1,"b":[2]}}"#
        #expect(verdict(test, .output(["b": [2], "a": 1])) == "passed")
        #expect(verdict(test, .output(["b": [3], "a": 1])) == "failed")
        #expect(verdict(test, .output(["a": 1])) == "failed")
        #expect(verdict(test, .issues([])) == "failed")
    }

    @Test func comparesIssuesAndTheirOrder() throws {
        let test = #"{"input":"1","success":false,"issues":[\#(Self.issue),\#(Self.tooSmall)]}"#
        let issues = try [Self.issue, Self.tooSmall].map { try Comparison.json(VectorJSON($0)) }
        #expect(verdict(test, .issues(issues)) == "passed")
        #expect(verdict(test, .issues(issues.reversed())) == "failed")
        #expect(verdict(test, .issues([issues[0]])) == "failed")
        #expect(verdict(test, .output(1)) == "failed")
    }

    @Test func leavesOutSizesOfOtherTypes() throws {
        let test = #"{"input":"1","success":false,"issues":[\#(Self.wrongType),\#(Self.tooSmall)]}"#
        let wrongType = try Comparison.json(VectorJSON(Self.wrongType))
        #expect(verdict(test, .issues([wrongType])) == "apart")
        #expect(verdict(test, .issues([])) == "failed")
    }

    @Test func countsRefusedJSONApart() {
        let test = #"{"input":"{\"a\":1,\"a\":2}","success":true,"output":{"a":2}}"#
        #expect(verdict(test, reading(#"{"a":1,"a":2}"#)) == "apart")
        #expect(verdict(test, reading(String(repeating: "[", count: 100))) == "failed")
        #expect(verdict(test, .output(["a": 2])) == "failed")
        let malformed = #"{"input":"[1,]","success":false,"json_error":"x"}"#
        #expect(verdict(malformed, reading("[")) == "passed")
        #expect(verdict(malformed, .output([1])) == "failed")
        #expect(verdict(#"{"input":"1","success":true,"output":1}"#, reading("[")) == "failed")
    }
}
