/// What the text has where a value was expected; the raw values are zod's words.
enum ReceivedType: String {
    case string, number, boolean, null, array, object
    case absent = "undefined"
    case notANumber = "NaN"
    case infinity = "Infinity"
    case negativeInfinity = "-Infinity"
}

/// A bound that a value violates.
struct BoundViolation {
    /// What is measured; the raw values are zod's.
    enum Origin: String {
        case string, number, int, array, set, map, record
    }

    var origin: Origin
    var bound: Double
    var isMaximum: Bool
    var isInclusive = true
    var isExact = false
}

extension Issues {
    /// Adds zod's `invalid_type`.
    mutating func appendInvalidType(expected: String, received: ReceivedType, message: String?) {
        var details: JSONObject = ["expected": .string(expected)]
        if expected == "number", [.infinity, .negativeInfinity, .notANumber].contains(received) {
            details["received"] = .string(received.rawValue)
        }
        append(
            ValidationIssue(
                .invalidType,
                message: message ?? "Invalid input: expected \(expected), received \(received.rawValue)",
                details: details
            ),
            .hard
        )
    }

    /// Adds zod's `invalid_value`.
    mutating func appendInvalidValue(allowed: [JSONValue], message: String?) {
        append(
            ValidationIssue(
                .invalidValue,
                message: message ?? invalidValueText(allowed),
                details: ["values": .array(allowed)]
            ),
            .hard
        )
    }

    func invalidValueText(_ allowed: [JSONValue]) -> String {
        let texts = allowed.map { value in
            // zod puts quotes around a text and escapes nothing in it.
            if case .string(let text) = value { "\"\(text)\"" } else { value.jsonText }
        }
        return texts.count == 1
            ? "Invalid input: expected \(texts[0])"
            : "Invalid option: expected one of \(texts.joined(separator: "|"))"
    }

    /// Adds an issue of our own, as zod's refinements do: finding out whether the text matches took too long.
    mutating func appendUndecided(pattern: String, message: String?, _ severity: Severity) {
        append(
            ValidationIssue(
                .custom,
                message: message ?? "Invalid string: takes too many steps to match against pattern \(pattern)",
                details: ["params": ["reason": "step_limit", "pattern": .string(pattern)]]
            ),
            severity
        )
    }

    /// Adds zod's `too_small` or `too_big`.
    mutating func append(
        _ violation: BoundViolation,
        note: String? = nil,
        message: String?,
        _ severity: Severity = .soft
    ) {
        var details: JSONObject = [
            "origin": .string(violation.origin.rawValue),
            (violation.isMaximum ? "maximum" : "minimum"): .number(violation.bound),
        ]
        if let note { details["note"] = .string(note) }
        details["inclusive"] = .bool(violation.isInclusive)
        if violation.isExact { details["exact"] = true }
        append(
            ValidationIssue(
                violation.isMaximum ? .tooBig : .tooSmall,
                message: message ?? text(of: violation),
                details: details
            ),
            severity
        )
    }

    private func text(of violation: BoundViolation) -> String {
        let sign = (violation.isMaximum ? "<" : ">") + (violation.isInclusive ? "=" : "")
        let bound = javaScriptText(of: violation.bound)
        let amount = violation.isExact ? "exactly \(bound)" : "\(sign)\(bound)"
        let start = violation.isMaximum ? "Too big" : "Too small"
        switch violation.origin {
        case .string: return "\(start): expected string to have \(amount) characters"
        case .array, .set: return "\(start): expected \(violation.origin.rawValue) to have \(amount) items"
        case .map, .record: return "\(start): expected \(violation.origin.rawValue) to have \(amount) entries"
        case .number, .int: return "\(start): expected \(violation.origin.rawValue) to be \(amount)"
        }
    }

    /// Adds zod's `invalid_format`; some of its formats say nothing of an origin.
    mutating func appendInvalidFormat(
        _ format: String,
        hasOrigin: Bool = true,
        details: JSONObject,
        message: String,
        _ severity: Severity = .soft
    ) {
        let origin: JSONObject = hasOrigin ? ["origin": "string"] : [:]
        let name: JSONObject = ["format": .string(format)]
        append(
            ValidationIssue(
                .invalidFormat,
                message: message,
                details: JSONObject(origin.members + name.members + details.members)
            ),
            severity
        )
    }
}

extension ValidationIssue {
    /// zod's `unrecognized_keys`.
    static func unrecognizedKeys(_ keys: [JSONValue], message: String?) -> ValidationIssue {
        let names = keys.map { if case .string(let name) = $0 { "\"\(name)\"" } else { $0.jsonText } }
        return ValidationIssue(
            .unrecognizedKeys,
            message: message ?? "Unrecognized key\(keys.count == 1 ? "" : "s"): \(names.joined(separator: ", "))",
            details: ["keys": .array(keys)]
        )
    }
}
