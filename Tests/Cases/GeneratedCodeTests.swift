import MCPServer
import Testing

/// What the generated code of the case `Basics` does with JSON.
@Suite struct GeneratedCodeTests {
    private static let minimal = """
        {"text": "a", "email": "a@b.co", "id": "550e8400-e29b-41d4-a716-446655440000", "code": "A00009", "ratio": 0.5,
         "price": null, "kind": "reading", "tags": ["x"], "place": {"latitude": 1, "longitude": 2}}
        """

    private func issues(_ json: String) -> [String] {
        do {
            _ = try EveryType.Input.read(json.utf8)
            return []
        } catch .invalid(let issues) {
            return issues.map { "\($0.pathText): \($0.message)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func fillsDefaultsAndLeavesOptionalsEmpty() throws {
        let input = try EveryType.Input.read(Self.minimal.utf8)
        #expect(input.count == 3)
        #expect(input.enabled)
        #expect(input.unit == .celsius)
        #expect(input.price == nil)
        #expect(input.when == nil)
        #expect(input.place.label == nil)
    }

    @Test func readsWhatItWrites() throws {
        let input = EveryType.Input(
            text: "\"\\\n\u{1F4A9}",
            email: "a@b.co",
            id: "550e8400-e29b-41d4-a716-446655440000",
            when: "2024-02-29T12:30:00+01:00",
            code: "A00009",
            ratio: 1,
            price: 0.75,
            count: 1,
            enabled: false,
            unit: .kelvin,
            level: 2,
            tags: ["a", "b"],
            matrix: [[1, 2.5], []],
            holes: [1, nil],
            place: .init(latitude: -90, longitude: 180, label: "pole"),
            stops: [.init(name: "one", mood: .good), .init(name: "two")],
            note: .value("n")
        )
        var json = JSONWriter()
        input.write(to: &json)
        let again = try EveryType.Input.read(json.bytes)
        var second = JSONWriter()
        again.write(to: &second)
        #expect(second.text == json.text)
        #expect(json.text.hasPrefix(#"{"text":"\"\\\n💩","email""#))
    }

    @Test func reportsAbsentPropertiesInTheOrderOfDeclaration() {
        #expect(
            issues("{}") == [
                "text: Invalid input: expected string, received undefined",
                "email: Invalid input: expected string, received undefined",
                "id: Invalid input: expected string, received undefined",
                "code: Invalid input: expected string, received undefined",
                "ratio: Invalid input: expected number, received undefined",
                "price: Invalid input: expected number, received undefined",
                #"kind: Invalid input: expected "reading""#,
                "tags: Invalid input: expected array, received undefined",
                "place: Invalid input: expected object, received undefined",
            ]
        )
    }

    @Test func reportsInTheOrderOfDeclarationWhateverTheOrderOfTheInput() {
        let json = """
            {"place": {"longitude": 200, "latitude": "x"}, "tags": ["", "a", ""], "kind": 1, "price": 0.3, "ratio": 0,
             "code": "b", "id": "x", "email": "x", "text": 1, "stops": [{"mood": "ugly"}], "note": "", "count": 1.5,
             "level": 4, "unit": "K", "unknown": [1, {"a": 2}]}
            """
        #expect(
            issues(json) == [
                "text: Invalid input: expected string, received number", "email: Invalid email address",
                "id: Not a version 4 UUID", "code: Six characters",
                "ratio: Too small: expected number to be >0", "price: Too small: expected number to be >=0.5",
                "price: Invalid number: must be a multiple of 0.25",
                "count: Invalid input: expected int, received number",
                #"unit: Invalid option: expected one of "celsius"|"fahrenheit"|"kelvin""#,
                #"kind: Invalid input: expected "reading""#, "level: Invalid option: expected one of 1|2|3",
                "tags[0]: Too small: expected string to have >=1 characters",
                "tags[2]: Too small: expected string to have >=1 characters",
                "place.latitude: Invalid input: expected number, received string",
                "place.longitude: Too big: expected number to be <=180",
                "stops[0].name: Invalid input: expected string, received undefined",
                #"stops[0].mood: Invalid option: expected one of "good"|"bad""#, "note: Say something",
            ]
        )
    }

    @Test(arguments: [
        (#"{"text": "a", "text": "b"}"#, JSONFault.Reason.duplicateKey),
        (#"{"text": "a", "t\u0065xt": "b"}"#, .duplicateKey), (#"{"x": 1, "x": 2}"#, .duplicateKey),
        (#"{"text": "\ud800"}"#, .invalidEscape), (#"{"text": "a""#, .unexpectedEnd),
        (#"{"text": "a"} x"#, .trailingBytes),
        ("{\"text\": \"\n\"}", .controlCharacter), (#"{"count": 01}"#, .invalidNumber),
        (#"{"text": "a",}"#, .unexpectedByte(UInt8(ascii: "}"))),
    ])
    func refusesWhatIsNoJSON(json: String, reason: JSONFault.Reason) {
        #expect {
            _ = try EveryType.Input.read(json.utf8)
        } throws: { error in
            guard case .malformed(let fault)? = error as? InvalidInput else { return false }
            return fault.reason == reason
        }
    }

    @Test func hostileNamesAndTextsComeOutAsThemselves() throws {
        let input = try Texts.Input.read(Array("{\"matched\": \"\\\"#\\\\\\\"##\"}".utf8))
        #expect(input.quoted == "\"\"\" \\(x) */ #\"#\n\t\u{202E}`")
        #expect(input.matched == "\"#\\\"##")
        #expect(throws: InvalidInput.self) { try Texts.Input.read(#"{"refused": "a"}"#.utf8) }
        #expect(Keywords.Input.PatternValue(rawValue: "a_b") != nil)
    }
}
