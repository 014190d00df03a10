import Testing

@testable import ToolValidation

/// JSON text as a whole: what is read, what is refused, what is written.
@Suite struct TextTests {
    @Test(
        arguments: [
            "null", "true", "-1.5", #""""#, #""a\"b\\c\/""#, "[]", "{}", #"[1,[2,{"a":[]}],"x"]"#,
            #"{"b":1,"a":{"":null},"é":"\u0000\b\f\n\r\t\u001f"}"#, #""\ud83d\udca9\u00e9\u2028""#, #""💩é ""#,
        ]
    )
    func whatIsWrittenReadsBack(json: String) throws {
        let value = try parse(json)
        #expect(try parse(value.jsonText) == value)
    }

    @Test func writesAsJavaScriptDoes() throws {
        let value = try parse(#" { "b" : [ 1.0 , 1e3, -0, true , null ] , "a\u0041" : "\/\u000b\u00e9\"\\\n" } "#)
        #expect(value.jsonText == #"{"b":[1,1000,0,true,null],"aA":"/\u000bé\"\\\n"}"#)
        var json = JSONWriter()
        json.beginArray()
        json.write(Double.nan)
        json.write(Int.min)
        json.write(Int.max)
        json.writeRaw("{}")
        json.write("x")
        json.endArray()
        #expect(json.text == #"[null,-9223372036854775808,9223372036854775807,{},"x"]"#)
        #expect(json.hasUnrepresentableNumber)
    }

    @Test func writesNoKeyWithoutAValue() {
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("a")
        json.writeKey("b:" as String)
        json.write(":")
        json.writeKey("c")
        json.beginObject()
        json.writeKey("d")
        json.endObject()
        json.writeKey("e")
        json.endObject()
        #expect(json.text == #"{"b:":":","c":{}}"#)
    }

    @Test func randomValuesReadBack() throws {
        var generator = SplitMix(state: 3)
        for _ in 0..<500 {
            let value = Self.value(depth: 0, &generator)
            #expect(try parse(value.jsonText) == value)
        }
    }

    private static func value(depth: Int, _ generator: inout SplitMix) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .number(Double(Int.random(in: -1000...1000, using: &generator)) / 8)
        case 3, 4: return .string(text(&generator))
        case 5:
            return .array(
                (0..<Int.random(in: 0..<5, using: &generator)).map { _ in value(depth: depth + 1, &generator) }
            )
        default:
            let members = (0..<Int.random(in: 0..<12, using: &generator)).map {
                JSONObject.Member("\($0)\(text(&generator))", value(depth: depth + 1, &generator))
            }
            return .object(JSONObject(members))
        }
    }

    private static func text(_ generator: inout SplitMix) -> String {
        let scalars = (0..<Int.random(in: 0..<12, using: &generator)).compactMap { _ in
            Unicode.Scalar(
                UInt32.random(in: 0...0x2FF, using: &generator) &* (Bool.random(using: &generator) ? 1 : 0x151)
            )
        }
        return String(String.UnicodeScalarView(scalars))
    }

    @Test(
        arguments: [
            ([0x22, 0xFF, 0x22], JSONFault.Reason.invalidUTF8), ([0x22, 0xC0, 0x80, 0x22], .invalidUTF8),
            ([0x22, 0xE0, 0x80, 0x80, 0x22], .invalidUTF8), ([0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8),
            ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8), ([0x22, 0xF0, 0x9F, 0x92, 0x22], .invalidUTF8),
            ([0x22, 0xC3], .invalidUTF8), ([0x22, 0x1F, 0x22], .controlCharacter), ([0x22, 0x5C], .unexpectedEnd),
            ([0x22, 0x5C, 0x75, 0x30], .invalidEscape), ([0xEF, 0xBB, 0xBF, 0x30], .unexpectedByte(0xEF)),
            ([0x30, 0x00], .trailingBytes), ([0x00], .unexpectedByte(0)), ([], .unexpectedEnd),
            ([0x20], .unexpectedEnd),
        ]
    )
    func saysWhyBytesAreNoText(bytes: [UInt8], reason: JSONFault.Reason) {
        #expect(fault(bytes)?.reason == reason)
    }

    @Test(arguments: [(63, true), (64, true), (65, false), (1_000_000, false)])
    func boundsTheDepth(depth: Int, isRead: Bool) {
        let open = [UInt8](repeating: UInt8(ascii: "["), count: depth)
        let text = open + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
        #expect((fault(text) == nil) == isRead)
        #expect(fault(open) != nil)
    }

    @Test(arguments: [1, 2, 8, 9, 40, 1000])
    func findsARepeatedKeyAmongMany(count: Int) {
        let keys = (0..<count).map { #""key\#($0)":\#($0)"# }
        #expect(fault(Array("{\(keys.joined(separator: ","))}".utf8)) == nil)
        for repeated in [#""key0":1"#, #""\u006bey0":1"#, #""k\u0065y\#(count - 1)":1"#] {
            let text = "{\((keys + [repeated]).joined(separator: ","))}"
            #expect(fault(Array(text.utf8))?.reason == .duplicateKey)
        }
    }
}
