import Testing
import ToolValidation

/// The vectors of `JSON.parse` itself: any value, read as it stands.
@Suite struct JSONTextTests {
    @Test func readsWhatJavaScriptReads() throws {
        let vector = try #require(try Vector.load(VectorTests.folder).first { $0.id == "json-text/json-text-any" })
        var (read, refused, refusedByUs) = (0, 0, 0)
        for test in vector.cases {
            guard let input = test.input else { continue }
            let text = String(decoding: input, as: UTF8.self)
            let answer = Answer { () throws(InvalidInput) in try JSONValue.read(input) }
            switch (answer, test.expected) {
            case (.malformed, .malformed): refused += 1
            case (.malformed(let fault), _):
                refusedByUs += 1
                #expect(isMeant(fault, text), "\(text): \(fault)")
            case (_, .malformed): Issue.record("\(text) is not JSON, and was read")
            case (.output(let value), .output(let expected)):
                read += 1
                #expect(value == (try? expected.map(Comparison.json)), "\(text)")
            default: Issue.record("\(text) \(answer.text)")
            }
        }
        print("json-text: \(read) read, \(refused) refused by both, \(refusedByUs) by ours alone")
        #expect(read >= 30 && refused >= 30)
    }

    /// What `JSON.parse` lets pass: repeated keys, half surrogate pairs, deep nesting, numbers that overflow.
    private func isMeant(_ fault: JSONFault, _ input: String) -> Bool {
        switch fault.reason {
        case .duplicateKey: VectorJSON(input).hasDuplicateKey
        case .invalidEscape: VectorJSON(input).hasLoneSurrogate
        case .tooDeep: input.utf8.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } > 64
        case .invalidNumber: input.contains("e")
        default: false
        }
    }
}
