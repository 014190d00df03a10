import Foundation
import PatternCompiler
import Testing
import ToolValidation

/// What JSON-Schema-Test-Suite says of `pattern`, `patternProperties` and the format `regex`, which are ECMAScript's with
/// flag `u`.
@Suite("JSON-Schema-Test-Suite")
struct JSONSchemaSuiteTests {
    @Test(
        arguments: [
            "pattern", "patternProperties", "optional/ecmascript-regex", "optional/non-bmp-regex",
            "optional/format/regex", "optional/format/ecmascript-regex",
        ]
    )
    func agrees(_ file: String) throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: tests.appending(path: "Vectors/json-schema/\(file).json"))
        var count = 0
        for group in try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]]) {
            for test in try #require(group["tests"] as? [[String: Any]]) {
                count += 1
                let name = "\(group["description"] ?? ""): \(test["description"] ?? "")"
                let isValid = try admits(group["schema"] ?? true, test["data"] ?? NSNull())
                #expect(isValid == test["valid"] as? Bool, "\(name)")
            }
        }
        #expect(count > 0)
    }

    /// Validates with the keywords that the files hold.
    private func admits(_ schema: Any, _ value: Any) throws -> Bool {
        guard let schema = schema as? [String: Any] else { return schema as? Bool ?? false }
        if let type = schema["type"] as? String, !isOf(type, value) { return false }
        if let maximum = schema["maximum"] as? Double, let number = value as? Double, number > maximum { return false }
        if let text = value as? String {
            if let pattern = schema["pattern"] as? String, !(try compiled(pattern).matches(text)) { return false }
            if schema["format"] as? String == "regex", (try? compiled(text)) == nil { return false }
        }
        guard let object = value as? [String: Any] else { return true }
        let patterns = schema["patternProperties"] as? [String: Any] ?? [:]
        for (key, value) in object {
            var isKnown = false
            for (pattern, inner) in patterns where try compiled(pattern).matches(key) {
                isKnown = true
                guard try admits(inner, value) else { return false }
            }
            if !isKnown, schema["additionalProperties"] as? Bool == false { return false }
        }
        return true
    }

    private func compiled(_ source: String) throws -> Pattern {
        Pattern(try PatternCompiler.compile(source, flags: "u"))
    }

    private func isOf(_ type: String, _ value: Any) -> Bool {
        switch (type, value) {
        case ("null", is NSNull), ("string", is String), ("object", is [String: Any]): return true
        case ("boolean", let number as NSNumber): return isBoolean(number)
        case ("number", let number as NSNumber): return !isBoolean(number)
        case ("integer", let number as NSNumber):
            return !isBoolean(number) && number.doubleValue == number.doubleValue.rounded()
        default: return false
        }
    }

    /// JSONSerialization makes one class of numbers and booleans.
    private func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
