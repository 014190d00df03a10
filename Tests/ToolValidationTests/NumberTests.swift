import Testing

@testable import ToolValidation

@Suite struct NumberTests {
    @Test(
        arguments: [
            (0.1, "0.1"), (-0.0, "0"), (0.0, "0"), (1.0, "1"), (-1.5, "-1.5"), (100.0, "100"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"), (1.5e21, "1.5e+21"), (123456789012345680000.0, "123456789012345680000"),
            (1e-6, "0.000001"), (1e-7, "1e-7"), (1.25e-7, "1.25e-7"), (.leastNonzeroMagnitude, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (9007199254740991.0, "9007199254740991"),
            (9007199254740993.0, "9007199254740992"), (2251799813685248.5, "2251799813685248.5"),
            (0.30000000000000004, "0.30000000000000004"), (1e15, "1000000000000000"), (1e16, "10000000000000000"),
            (1.2e-5, "0.000012"), (123.456, "123.456"), (-1e-10, "-1e-10"), (1e100, "1e+100"), (.infinity, "Infinity"),
            (-.infinity, "-Infinity"), (.nan, "NaN"), (0.000001234, "0.000001234"), (2e53, "2e+53"),
        ]
    )
    func spellsAsJavaScriptDoes(number: Double, text: String) {
        #expect(javaScriptText(of: number) == text)
    }

    @Test func spellingReadsBackAsTheSameDouble() throws {
        var generator = SplitMix(state: 1)
        for _ in 0..<20_000 {
            let number = Double(bitPattern: generator.next())
            guard number.isFinite else { continue }
            let text = JSONValue.number(number).jsonText
            #expect(Double(text) == number, "\(text)")
            #expect(try parse(text) == .number(number), "\(text)")
        }
    }

    @Test func readsTheNearestDouble() throws {
        var generator = SplitMix(state: 2)
        func digits(_ range: ClosedRange<Int>) -> String {
            let count = Int.random(in: range, using: &generator)
            return (0..<count).map { _ in "\(Int.random(in: 0...9, using: &generator))" }.joined()
        }
        for _ in 0..<40_000 {
            var text = Bool.random(using: &generator) ? "-" : ""
            text +=
                Int.random(in: 0...3, using: &generator) == 0
                ? "0" : "\(Int.random(in: 1...9, using: &generator))\(digits(0...24))"
            if Bool.random(using: &generator) { text += "." + digits(1...24) }
            if Bool.random(using: &generator) {
                let sign = ["", "+", "-"].randomElement(using: &generator) ?? ""
                text +=
                    (Bool.random(using: &generator) ? "e" : "E") + sign
                    + "\(Int.random(in: 0...340, using: &generator))"
            }
            let expected = try #require(Double(text))
            let value = try parse(text)
            guard case .number(let number) = value else { continue }
            #expect(number.bitPattern == expected.bitPattern, "\(text)")
        }
    }

    @Test(
        arguments: [
            "9007199254740993", "9007199254740992.5", "0.1e-22", "1e22", "1e23", "123456789012345678",
            "1234567890123456789",
            "9223372036854775807", "9223372036854775808", "-9223372036854775809", "2.2250738585072011e-308", "4.9e-324",
            "2.4703282292062327208e-324", "1.7976931348623158e308", "0.000000000000000000000000000001", "-0", "-0.0",
            "-0e5",
            "0e999999999999999999999", "1e-999999999999999999999", "8.5e-22", "18014398509481985",
        ]
    )
    func readsTheNearestDoubleAtTheEdges(text: String) throws {
        guard case .number(let number) = try parse(text) else { throw NoNumber() }
        #expect(number.bitPattern == Double(text)?.bitPattern)
    }

    /// A number before other text is read by another way than one at the end.
    @Test func readsTheNearestDoubleBeforeOtherText() throws {
        var generator = SplitMix(state: 3)
        for _ in 0..<40_000 {
            var text = Bool.random(using: &generator) ? "-" : ""
            text += "\(Int.random(in: 0...[9, 999, 99_999_999].randomElement(using: &generator)!, using: &generator))"
            let digits = Int.random(in: 0...6, using: &generator)
            if digits > 0 {
                text += "." + (0..<digits).map { _ in "\(Int.random(in: 0...9, using: &generator))" }.joined()
            }
            if Int.random(in: 0...5, using: &generator) == 0 { text += "e\(Int.random(in: -3...3, using: &generator))" }
            let expected = try #require(Double(text))
            guard
                case .array(let elements) = try parse(
                    "[\(text)\(["", " "].randomElement(using: &generator)!),[],[],[]]"
                )
            else { throw NoNumber() }
            guard case .number(let number)? = elements.first else { throw NoNumber() }
            #expect(number.bitPattern == expected.bitPattern, "\(text)")
        }
    }

    private struct NoNumber: Error {}

    @Test(arguments: [
        "01", "-", "+1", ".5", "1.", "1e", "1e+", "0x1", "--1", "1.e1", "-a", "Infinity", "NaN", "undefined",
    ])
    func refusesWhatIsNoNumber(text: String) {
        #expect(fault(Array(text.utf8)) != nil)
        #expect(fault(Array("[\(text),[],[],[]]".utf8)) != nil)
        #expect(fault(Array("[\(text)[],[],[]]".utf8)) != nil)
    }
}
