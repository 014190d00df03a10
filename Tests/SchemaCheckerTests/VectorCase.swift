import Testing
import ToolModel
import ToolValidation

@testable import SchemaChecker

/// One input of a vector with zod's answer.
struct VectorCase {
    let id: String
    let schema: Schema
    let checker: SchemaChecker
    let test: VectorJSON

    func run(_ tally: inout Tally) {
        if test["throws"] != nil {
            tally.incomparable["zod throws", default: 0] += 1
            return
        }
        let isAbsent = test["absent"]?.bool == true
        let input = input
        let answer = answer(to: input, isAbsent: isAbsent)
        if case .failure(.malformed(let fault)) = answer {
            judge(fault, &tally)
            return
        }
        guard test["json_error"] == nil else {
            tally.cases += 1
            Issue.record("\(id): \(input.prefix(200)) is not JSON, and was read")
            return
        }
        if test["lone_surrogate"] != nil {
            tally.incomparable["lone surrogate that is not read", default: 0] += 1
            return
        }
        if id.contains("set-plain") || id.contains("map-plain") {
            tally.incomparable["a set or map of JavaScript", default: 0] += 1
            return
        }
        if test["output_tagged"] != nil {
            tally.incomparable["an output that is no JSON", default: 0] += 1
            return
        }
        // zod sees the members that JavaScript's objects inherit, such as `toString`, as if they had been sent.
        if (test["issues"]?.elements ?? []).contains(where: { $0["message"]?.string?.contains("function") == true }) {
            tally.incomparable["an inherited member", default: 0] += 1
            return
        }
        tally.cases += 1
        switch answer {
        case .success(let output): judge(output, input)
        case .failure(.invalid(let issues)): judge(issues, &tally)
        case .failure(.malformed): break
        }
    }

    private var input: String {
        if let text = test["input"]?.string { return text }
        return (test["input_parts"]?.elements ?? []).map { part in
            String(repeating: part.elements[0].string ?? "", count: Int(part.elements[1].number ?? 0))
        }.joined()
    }

    private func answer(to input: String, isAbsent: Bool) -> Result<JSONValue?, InvalidInput> {
        do throws(InvalidInput) {
            return .success(try checker.check(isAbsent ? nil : Array(input.utf8), against: schema))
        } catch {
            return .failure(error)
        }
    }

    // MARK: - Verdicts

    /// What is no JSON to us must be none to `JSON.parse` either, or be one of the three things that it lets pass.
    private func judge(_ fault: JSONFault, _ tally: inout Tally) {
        tally.cases += 1
        switch fault.reason {
        case _ where test["json_error"] != nil: break
        case .duplicateKey where VectorJSON(input).hasDuplicateKey:
            tally.refusedJSON["duplicate key", default: 0] += 1
        case .tooDeep where input.utf8.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } > 64:
            tally.refusedJSON["nested too deeply", default: 0] += 1
        case .invalidEscape where VectorJSON(input).hasLoneSurrogate:
            tally.refusedJSON["lone surrogate", default: 0] += 1
        default: Issue.record("\(id): \(input.prefix(200)) is JSON: \(fault)")
        }
    }

    private func judge(_ output: JSONValue?, _ input: String) {
        guard test["success"]?.bool == true else {
            Issue.record("\(id): \(input.prefix(200)) was accepted")
            return
        }
        var expected: JSONValue?
        if test["output_equals_input"] != nil {
            expected = try? VectorSchema.json(VectorJSON(input))
        } else if let value = test["output"] {
            expected = try? VectorSchema.json(value)
        }
        if output != expected {
            Issue.record(
                "\(id): \(input.prefix(200)) gave \(output?.jsonText ?? "nothing"), zod has \(expected?.jsonText ?? "nothing")"
            )
        }
    }

    private func judge(_ issues: [ValidationIssue], _ tally: inout Tally) {
        let ours = issues.map(\.json)
        let zods = (test["issues"]?.elements ?? []).compactMap { try? VectorSchema.json($0) }
        if ours == zods { return }
        if ours == withoutSecondIssues(zods) {
            tally.secondIssues += 1
            return
        }
        func list(_ issues: [JSONValue]) -> String { issues.map { "\n    \($0.jsonText)" }.joined() }
        Issue.record("\(id): \(input.prefix(200)) gave\(list(ours))\n  zod has\(list(zods))")
    }

    /// zod's issues without those at a path whose type was wrong already, as the documentation says.
    private func withoutSecondIssues(_ issues: [JSONValue]) -> [JSONValue] {
        var wrong: Set<JSONValue> = []
        return issues.compactMap { issue in
            guard case .object(var object) = issue, let path = object["path"] else { return issue }
            if wrong.contains(path), object["code"] == "too_small" || object["code"] == "too_big" { return nil }
            if object["code"] == "invalid_type" { wrong.insert(path) }
            if case .array(let branches)? = object["errors"] {
                object["errors"] = .array(
                    branches.map { branch in
                        if case .array(let issues) = branch { .array(withoutSecondIssues(issues)) } else { branch }
                    }
                )
            }
            return .object(object)
        }
    }
}
