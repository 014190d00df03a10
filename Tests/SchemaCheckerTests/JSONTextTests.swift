import Testing
import ToolValidation

/// The vectors of `JSON.parse` itself: any value, read as it stands.
@Suite struct JSONTextTests {
    @Test func readsWhatJavaScriptReads() throws {
        let file = try #require(try VectorTests.load().first { $0.file == "json-text.json" })
        let vector = try #require(file.vectors.first { $0["schema"]?["kind"]?.string == "any" })
        var (read, refused, refusedByUs) = (0, 0, 0)
        for test in vector["cases"]?.elements ?? [] {
            guard let input = test["input"]?.string else { continue }
            do throws(InvalidInput) {
                let value = try JSONValue.read(input.utf8)
                read += 1
                #expect(test["json_error"] == nil, "\(input) is not JSON, and was read")
                let expected = test["output"].flatMap { try? VectorSchema.json($0) }
                #expect(value == expected, "\(input)")
            } catch {
                guard test["json_error"] == nil else {
                    refused += 1
                    continue
                }
                refusedByUs += 1
                #expect(isMeant(error, input), "\(input): \(error)")
            }
        }
        print("json-text: \(read) read, \(refused) refused by both, \(refusedByUs) by ours alone")
        #expect(read >= 30 && refused >= 30)
    }

    /// What `JSON.parse` lets pass: repeated keys, half surrogate pairs, deep nesting, numbers that overflow.
    private func isMeant(_ error: InvalidInput, _ input: String) -> Bool {
        guard case .malformed(let fault) = error else { return false }
        return switch fault.reason {
        case .duplicateKey: VectorJSON(input).hasDuplicateKey
        case .invalidEscape: VectorJSON(input).hasLoneSurrogate
        case .tooDeep: input.utf8.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } > 64
        case .invalidNumber: input.contains("e")
        default: false
        }
    }
}
