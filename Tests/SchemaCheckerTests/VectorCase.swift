import Testing
import ToolModel
import ToolValidation

@testable import SchemaChecker

/// One input of a vector with zod's answer.
struct VectorCase {
    let id: String
    let schema: Schema
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

    /// The answer; that to no value at all is found by way of an object without its one property.
    private func answer(to input: String, isAbsent: Bool) -> Result<JSONValue?, InvalidInput> {
        do throws(InvalidInput) {
            guard isAbsent else { return .success(try SchemaChecker.check(Array(input.utf8), against: schema)) }
            let property = Property(name: "absent", schema: schema, location: schema.location)
            let object = Schema(.object(ObjectSchema([property])), location: schema.location)
            guard case .object(let output) = try SchemaChecker.check(Array("{}".utf8), against: object) else {
                return .success(nil)
            }
            return .success(output["absent"])
        } catch .invalid(let issues) where isAbsent {
            return .failure(
                .invalid(
                    issues.map { issue in
                        var issue = issue
                        issue.path.removeFirst()
                        return issue
                    }
                )
            )
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
        return issues.filter { issue in
            guard case .object(let object) = issue, let path = object["path"] else { return true }
            guard !wrong.contains(path) else { return false }
            if object["code"] == "invalid_type" { wrong.insert(path) }
            return true
        }
    }
}
