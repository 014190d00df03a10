import Diagnostics
import SchemaChecker
import Testing
import ToolModel
import ToolValidation

@Suite struct CheckTests {
    private static let place = SourceLocation(path: "test", start: SourcePosition(line: 1, column: 1))

    private static func property(_ name: String, _ schema: Schema) -> Property {
        Property(name: name, schema: schema, location: place)
    }

    private static func schema(_ type: SchemaType, _ step: StepKind) -> Schema {
        Schema(type, steps: [Step(step, location: place)], location: place)
    }

    private static let schema = Schema(
        .object(
            ObjectSchema([
                property("name", Schema(.string(StringSchema([Rule(.min(2), location: place)])), location: place)),
                property("count", schema(.integer(IntegerSchema()), .defaultValue(.init(7, location: place)))),
                property("tags", schema(.array(Schema(.string(StringSchema()), location: place), []), .optional)),
                property("note", schema(.boolean(isCoerced: false), .nullable)),
            ])
        ),
        location: place
    )

    @Test(
        arguments: [
            (#"{"note":null,"name":"ab"}"#, #"{"name":"ab","count":7,"note":null}"#),
            (
                #"{"tags":["x"],"count":1.0,"zebra":[{}],"name":"ab","note":true}"#,
                #"{"name":"ab","count":1,"tags":["x"],"note":true}"#
            ),
        ]
    )
    func appliesDefaultsInTheOrderOfDeclaration(json: String, output: String) throws {
        #expect(try SchemaChecker().check(Array(json.utf8), against: Self.schema)?.jsonText == output)
    }

    @Test func collectsIssuesInTheOrderOfDeclaration() {
        #expect(
            issues(#"{"tags":["a",1,null],"name":"a"}"#) == [
                "name: Too small: expected string to have >=2 characters",
                "tags[1]: Invalid input: expected string, received number",
                "tags[2]: Invalid input: expected string, received null",
                "note: Invalid input: expected boolean, received undefined",
            ]
        )
        #expect(issues("[]") == [": Invalid input: expected object, received array"])
    }

    @Test(
        arguments: [
            (#"{"name":"ab","name":"ab"}"#, "duplicateKey"),
            (#"{"name":"ab","n\u0061me":"ab"}"#, "duplicateKey"),
            (#"{"z":1,"\u007a":2}"#, "duplicateKey"),
            (#"{"z":{"a":1,"b":[{"a":1,"\u0061":2}]}}"#, "duplicateKey"),
            (#"{"z":1,"y":2,"\u00e9":3,"é":4}"#, "duplicateKey"),
            (#"{"\ud83d\udca9":1,"💩":2}"#, "duplicateKey"),
            (#"{"name":"ab",}"#, "unexpectedByte"),
            (#"{"name":"ab""#, "unexpectedEnd"),
            (#"{"name":"\ud800"}"#, "invalidEscape"),
            (#"{"name":"ab"} {}"#, "trailingBytes"),
            (#"{"zebra":01}"#, "invalidNumber"),
            ("", "unexpectedEnd"),
        ]
    )
    func refusesWhatIsNoJSON(json: String, reason: String) {
        let error = #expect(throws: InvalidInput.self) {
            try SchemaChecker().check(Array(json.utf8), against: Self.schema)
        }
        guard case .malformed(let fault) = error else {
            Issue.record("\(json) was read as JSON: \(String(describing: error))")
            return
        }
        #expect("\(fault.reason)".hasPrefix(reason))
    }

    @Test(arguments: [(64, true), (65, false), (100_000, false)])
    func boundsTheDepthOfWhatIsPassedOver(depth: Int, isRead: Bool) {
        let value = String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
        let json = #"{"name":"ab","note":null,"zebra":\#(value)}"#
        let output = try? SchemaChecker().check(Array(json.utf8), against: Self.schema)
        #expect((output != nil) == isRead)
        let unclosed = Array(repeating: UInt8(ascii: "["), count: depth)
        #expect((try? SchemaChecker().check(unclosed, against: Self.schema)) == nil)
    }

    @Test func mutatedTextNeverCrashesAndReadsTheSameAgain() throws {
        var generator = SplitMix(state: 7)
        let sample = Array(
            #"{"name":"a\u00e9é\n💩","count":-1.5e3,"tags":["x","y"],"note":null,"z":{"a":[1,true,{}]}}"#.utf8
        )
        var readable = 0
        for _ in 0..<20_000 {
            var text = sample
            for _ in 0...Int.random(in: 0...2, using: &generator) {
                let place = Int.random(in: 0..<text.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: text[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: text.remove(at: place)
                case 2: text.insert(Array(#"{}[]",:\0e."#.utf8).randomElement(using: &generator) ?? 0, at: place)
                default: text.removeSubrange(place...)
                }
                if text.isEmpty { text = [0x20] }
            }
            guard let value = try? SchemaChecker().check(text, against: Self.schema) else { continue }
            readable += 1
            #expect(try SchemaChecker().check(Array(value.jsonText.utf8), against: Self.schema) == value)
        }
        #expect(readable > 500)
    }

    private func issues(_ json: String) -> [String] {
        do throws(InvalidInput) {
            _ = try SchemaChecker().check(Array(json.utf8), against: Self.schema)
            return []
        } catch .invalid(let issues) {
            return issues.map { "\($0.pathText): \($0.message)" }
        } catch {
            return ["\(error)"]
        }
    }
}

/// Numbers that look random and are the same in every run (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
