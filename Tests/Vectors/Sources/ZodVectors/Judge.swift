internal import Foundation
internal import ToolValidation

/// What became of one comparison.
package enum Verdict: Sendable {
    case passed
    /// It passed by a rule of its own, by which such cases are counted.
    case passedAs(String)
    case skipped(String)
    case failed(String)
}

extension VectorCase {
    /// Holds our answer against zod's.
    package func judge(_ answer: Answer) -> Verdict {
        switch expected {
        case .failure: return .skipped("zod fails")
        case .malformed:
            if case .malformed = answer { return .passed }
            return .failed("is no JSON, but \(answer.text)")
        default: break
        }
        if let refusal { return judge(answer, refusal) }
        do throws(Inexpressible) {
            return try compare(answer)
        } catch {
            return .skipped(error.description)
        }
    }

    // MARK: - JSON that is refused

    /// What `JSON.parse` changes or reads where our reader refuses it.
    private enum Refusal: String {
        case duplicateKey = "refused as JSON: a duplicate key"
        case loneSurrogate = "refused as JSON: half a surrogate pair"
        case depth = "refused: nested too deeply"
    }

    private var refusal: Refusal? {
        guard let input else { return nil }
        if depth(of: input) > JSONReader.maximumDepth { return .depth }
        guard let text = String(validating: input, as: UTF8.self) else { return .loneSurrogate }
        let json = VectorJSON(text)
        return json.hasDuplicateKey ? .duplicateKey : json.hasLoneSurrogate ? .loneSurrogate : nil
    }

    private func judge(_ answer: Answer, _ refusal: Refusal) -> Verdict {
        if case .malformed(let fault) = answer {
            switch (refusal, fault.reason) {
            case (.duplicateKey, .duplicateKey), (.depth, .tooDeep), (.loneSurrogate, .invalidEscape),
                (.loneSurrogate, .invalidUTF8):
                return .passedAs(refusal.rawValue)
            default: break
            }
        }
        return .failed("should be \(refusal.rawValue), but \(answer.text)")
    }

    /// How many arrays and objects stand in each other.
    private func depth(of json: [UInt8]) -> Int {
        var (depth, greatest, isInString, isEscaped) = (0, 0, false, false)
        for byte in json {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isInString
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if !isInString { depth += 1 }
                greatest = max(greatest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): if !isInString { depth -= 1 }
            default: break
            }
        }
        return greatest
    }

    // MARK: - Comparison

    private func compare(_ answer: Answer) throws(Inexpressible) -> Verdict {
        let zods: Answer
        switch expected {
        case .input:
            let text = String(decoding: input ?? [], as: UTF8.self)
            zods = .output(try Comparison.json(VectorJSON(text)))
        case .output(let value):
            if let reason = value.flatMap(reasonForNone) { throw Inexpressible(reason) }
            zods = .output(try value.map { (value) throws(Inexpressible) in try Comparison.json(value) })
        case .issues(let list):
            var issues: [JSONValue] = []
            for issue in list { issues.append(try Comparison.json(issue)) }
            // zod sees the members that JavaScript's objects inherit, such as `toString`, as if they had been sent.
            let isInherited = issues.contains { $0.jsonText.contains("received function") }
            if isInherited { throw Inexpressible("an inherited member") }
            zods = .issues(issues)
        case .malformed, .failure: return .passed
        }
        if answer.isSame(as: zods) { return .passed }
        return judge(answer, against: zods)
    }

    private func judge(_ answer: Answer, against zods: Answer) -> Verdict {
        switch (answer, zods) {
        case (.issues(let ours), .issues(let theirs)):
            let lists = (Comparison.withoutSecondIssues(ours), Comparison.withoutSecondIssues(theirs))
            if Comparison.areSame(.array(lists.0), .array(lists.1)) {
                return .passedAs("a second issue at a path of the wrong type is left out")
            }
        case (.issues(let ours), .output) where input == nil && refusesAbsence(ours):
            return .passedAs("no value at all, which zod accepts at the root and refuses as a property")
        case (.output(nil), .issues(let theirs)) where input == nil && !areOfAbsence(theirs):
            return .passedAs("no value at all, whose issues zod drops where it is a property")
        case (.output(let ours), .output(let theirs)):
            if holdsDate, Comparison.areSame(ours.map(Self.withDates), theirs.map(Self.withDates)) { return .passed }
        default: break
        }
        return .failed("\(answer.text)\n      zod \(zods.text)")
    }

    private func refusesAbsence(_ issues: [JSONValue]) -> Bool {
        issues.count == 1 && issues[0].jsonText.contains(#""expected":"nonoptional""#)
    }

    private func areOfAbsence(_ issues: [JSONValue]) -> Bool {
        issues.count == 1 && issues[0].jsonText.contains(#""path":[]"#)
            && issues[0].jsonText.contains("received undefined")
    }

    private var holdsDate: Bool {
        if case .output(let value?) = expected { value.contains("$date") } else { false }
    }

    /// Why an output is none that JSON has.
    private func reasonForNone(_ value: VectorJSON) -> String? {
        value.contains("$number") ? "an output that is no JSON" : nil
    }

    /// Texts that are dates in one spelling.
    private static func withDates(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            let styles = [true, false].map { Date.ISO8601FormatStyle(includingFractionalSeconds: $0) }
            guard let date = styles.lazy.compactMap({ try? $0.parse(text) }).first else { return value }
            return .number(date.timeIntervalSince1970)
        case .array(let elements): return .array(elements.map(withDates))
        case .object(let object):
            return .object(JSONObject(object.members.map { .init($0.key, withDates($0.value)) }))
        default: return value
        }
    }
}

extension VectorJSON {
    /// Whether a value of that tag is in it.
    fileprivate func contains(_ tag: String) -> Bool {
        switch self {
        case .array(let elements): elements.contains { $0.contains(tag) }
        case .object(let members):
            members.count == 1 && members[0].key == tag || members.contains { $0.value.contains(tag) }
        default: false
        }
    }
}
