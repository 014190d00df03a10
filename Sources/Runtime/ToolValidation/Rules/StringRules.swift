/// The rules of a text, in the order in which they were written.
public struct StringRules: Sendable {
    /// One rule of a text. Lengths count Unicode code points, comparisons are of code points, not of canonical
    /// equivalents.
    public enum Rule: Sendable {
        /// At least so many code points.
        case min(Int)
        /// At most so many code points.
        case max(Int)
        /// Exactly so many code points.
        case length(Int)
        /// A regular expression must match somewhere in the text.
        case regex(Pattern)
        /// The text begins with another.
        case startsWith(String)
        /// The text ends with another.
        case endsWith(String)
        /// The text contains another, at a place from this one on, which counts UTF-16 code units.
        case includes(String, from: Int = 0)
        /// The text has none of the letters `A` to `Z`.
        case lowercase
        /// The text has none of the letters `a` to `z`.
        case uppercase
        /// The text has a form that has a name.
        case format(StringFormat)
        /// The text is an e-mail address by another expression than ``StringFormat/email``.
        case emailPattern(Pattern)
        /// The text is a URL; white space around it is taken away.
        case url(URLRule)
        /// The text is changed, for the rules behind this one and for the program.
        case rewrite(TextRewrite)
    }

    let storage: Storage

    /// Creates the rules of a text.
    ///
    /// - Parameters:
    ///   - checks: The checks, in the order in which they run.
    ///   - message: The text of the issue where the value is no text, and of checks that have none of their own.
    public init(checks: [Check<Rule>], message: String? = nil) {
        storage = Storage(checks, message)
    }

    /// Creates the rules of a text, none of which has a message of its own.
    ///
    /// - Parameters:
    ///   - rules: What is checked, in this order.
    ///   - message: The text of the issue where the value is no text or breaks a rule.
    public init(_ rules: [Rule] = [], message: String? = nil) {
        self.init(checks: rules.map { Check($0) }, message: message)
    }

    /// A text without rules.
    public static let any = StringRules()
}

extension StringRules {
    /// The rules, shared by all readings: handing them on counts one reference.
    ///
    /// Whether a text keeps all rules does not depend on their order, and is asked in a form that can be tested without
    /// counting references. Only a text that breaks one is held against one rule after the other.
    final class Storage: Sendable {
        let checks: [Check<Rule>]
        let message: String?
        /// The numbers of code points that keep all rules; none where the minimum is greater.
        private let minimum: Int
        private let maximum: Int
        private let pattern: LiteralPattern?
        private let format: StringFormat?
        /// Whether there are rules besides those.
        private let hasOthers: Bool
        /// Whether a rule changes the text, so that the order of all of them matters.
        let rewrites: Bool

        init(_ checks: [Check<Rule>], _ message: String?) {
            self.checks = checks
            self.message = message
            var (minimum, maximum, hasOthers) = (0, Int.max, false)
            var pattern: LiteralPattern?
            var format: StringFormat?
            for check in checks {
                switch check.rule {
                case .min(let count): minimum = max(minimum, count)
                case .max(let count): maximum = min(maximum, count)
                case .length(let count): (minimum, maximum) = (max(minimum, count), min(maximum, count))
                case .regex(let value) where pattern == nil && value.literal != nil: pattern = value.literal
                case .format(let value) where format == nil: format = value
                default: hasOthers = true
                }
            }
            self.minimum = minimum
            self.maximum = maximum
            self.pattern = pattern
            self.format = format
            self.hasOthers = hasOthers
            rewrites = checks.contains { $0.rule.rewrites }
        }

        /// Whether a text surely keeps all rules, and stays as it is.
        @inline(__always)
        func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
            !hasOthers && isLengthAdmitted(text) && pattern?.matches(text) ?? true && format?.admits(text) ?? true
        }

        @inline(__always)
        private func isLengthAdmitted(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
            // A code point has one to four bytes, so that most texts need not be counted.
            if text.count <= maximum, text.count / 4 >= minimum { return true }
            let count = codePointCount(of: text)
            return count >= minimum && count <= maximum
        }
    }
}

extension JSONReader {
    /// Reads a text.
    ///
    /// - Returns: The text, also where it breaks a rule, which is then reported; `nil` where the value is no text.
    public mutating func readString(_ rules: StringRules, _ issues: inout Issues) -> String? {
        guard nextByte() == UInt8(ascii: "\"") else {
            reportMismatch(expected: "string", message: rules.storage.message, &issues)
            return nil
        }
        guard let token = scanString() else { return nil }
        let text = content(of: token)
        guard !token.hasEscapes, rules.storage.admits(text) else { return checked(token, rules.storage, &issues) }
        return String(wellFormed: text, isASCII: token.isASCII)
    }

    @inline(never)
    private func checked(_ token: StringToken, _ rules: StringRules.Storage, _ issues: inout Issues) -> String {
        withContent(of: token) { rules.checked($0, &issues) }
    }
}

extension StringRules.Storage {
    /// Takes a text through all rules.
    func checked(_ text: UnsafeBufferPointer<UInt8>, _ issues: inout Issues) -> String {
        guard !rewrites else { return rewritten(text, &issues) }
        if !admits(text) { report(text, &issues) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reports the rules that a text breaks, if there are any.
    private func report(_ text: UnsafeBufferPointer<UInt8>, _ issues: inout Issues) {
        for check in checks where !check.rule.admits(text) {
            report(check, text, &issues)
            if check.aborts { return }
        }
    }

    /// Holds a text against the rules about its length alone, which zod does also where the value is wrong already.
    func checkLength(_ text: UnsafeBufferPointer<UInt8>, _ issues: inout Issues) {
        for check in checks where check.rule.isAboutLength && !check.rule.admits(text) {
            report(check, text, &issues)
            if check.aborts { return }
        }
    }

    /// Takes a text through the rules and changes, one after the other.
    ///
    /// - Returns: The changed text.
    private func rewritten(_ text: UnsafeBufferPointer<UInt8>, _ issues: inout Issues) -> String {
        var text = String(decoding: text, as: UTF8.self)
        for check in checks {
            if case .rewrite(let rewrite) = check.rule {
                text = rewrite.apply(to: text)
                continue
            }
            if case .url(let rule) = check.rule {
                let mark = issues.count
                text = rule.apply(
                    to: text,
                    message: check.message ?? message,
                    check.aborts ? .stop : .soft,
                    &issues
                )
                if check.aborts, issues.count > mark { break }
                continue
            }
            let isAdmitted = text.withUTF8 { text in
                if check.rule.admits(text) { return true }
                report(check, text, &issues)
                return false
            }
            if check.aborts, !isAdmitted { break }
        }
        return text
    }

    private func report(_ check: Check<StringRules.Rule>, _ text: UnsafeBufferPointer<UInt8>, _ issues: inout Issues) {
        let message = check.message ?? message
        let severity: Issues.Severity = check.aborts ? .stop : .soft
        func bound(_ count: Int, isMaximum: Bool, isExact: Bool = false) {
            let violation = BoundViolation(
                origin: .string,
                bound: Double(count),
                isMaximum: isMaximum,
                isExact: isExact
            )
            issues.append(violation, message: message, severity)
        }
        func form(_ name: String, _ key: String, _ value: String, _ words: String) {
            issues.appendInvalidFormat(name, details: [key: .string(value)], message: message ?? words, severity)
        }
        switch check.rule {
        case .min(let count): bound(count, isMaximum: false)
        case .max(let count): bound(count, isMaximum: true)
        case .length(let count): bound(count, isMaximum: codePointCount(of: text) > count, isExact: true)
        case .regex(let pattern):
            let source = pattern.issueText
            if pattern.verdict(text) == .undecided {
                issues.appendUndecided(pattern: source, message: message, severity)
                return
            }
            form("regex", "pattern", source, "Invalid string: must match pattern \(source)")
        case .startsWith(let prefix):
            form("starts_with", "prefix", prefix, "Invalid string: must start with \"\(prefix)\"")
        case .endsWith(let suffix):
            form("ends_with", "suffix", suffix, "Invalid string: must end with \"\(suffix)\"")
        case .includes(let part, _): form("includes", "includes", part, "Invalid string: must include \"\(part)\"")
        case .emailPattern(let pattern):
            form("email", "pattern", pattern.issueText, "Invalid email address")
        case .lowercase: form("lowercase", "pattern", "/^[^A-Z]*$/", "Invalid lowercase")
        case .uppercase: form("uppercase", "pattern", "/^[^a-z]*$/", "Invalid uppercase")
        case .url, .rewrite: break
        case .format(let format):
            let pattern = format.issuePattern
            issues.appendInvalidFormat(
                format.name,
                hasOrigin: pattern != nil,
                details: pattern.map { ["pattern": .string($0)] } ?? [:],
                message: message ?? "Invalid \(format.title)",
                severity
            )
        }
    }
}

extension StringRules.Rule {
    fileprivate var isAboutLength: Bool {
        switch self {
        case .min, .max, .length: true
        default: false
        }
    }

    /// Whether a text keeps the rule.
    @inline(__always)
    fileprivate func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .min(let count):
            // A code point has one to four bytes, so that most texts need not be counted.
            text.count >= count * 4 || (text.count >= count && codePointCount(of: text) >= count)
        case .max(let count): text.count <= count || codePointCount(of: text) <= count
        case .length(let count): text.count >= count && codePointCount(of: text) == count
        case .regex(let pattern): pattern.matches(text)
        case .startsWith(let prefix): has(prefix, in: text) { $1 == 0 }
        case .endsWith(let suffix): has(suffix, in: text) { $0 == $1 }
        case .includes(let part, from: 0): has(part, in: text) { _, _ in true }
        case .includes(let part, let place):
            has(part, in: text) { _, found in utf16Count(of: text, before: found) >= place }
        case .lowercase: !text.contains { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
        case .uppercase: !text.contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
        case .format(let format): format.admits(text)
        case .emailPattern(let pattern): pattern.matches(text)
        case .url, .rewrite: true
        }
    }

    /// Whether the rules behind this one are about another text.
    fileprivate var rewrites: Bool {
        switch self {
        case .url, .rewrite: true
        default: false
        }
    }

    /// Whether a part stands in a text at a place that a condition accepts, which is given the last possible place and
    /// the place.
    private func has(_ part: String, in text: UnsafeBufferPointer<UInt8>, where isPlace: (Int, Int) -> Bool) -> Bool {
        var part = part
        return part.withUTF8 { part in
            guard let partStart = part.baseAddress, !part.isEmpty else { return true }
            guard let textStart = text.baseAddress, part.count <= text.count else { return false }
            let last = text.count - part.count
            return (0...last).contains { place in
                isPlace(last, place) && equalBytes(textStart + place, partStart, part.count)
            }
        }
    }
}

/// How many UTF-16 code units the text before a byte has.
private func utf16Count(of text: UnsafeBufferPointer<UInt8>, before place: Int) -> Int {
    var count = 0
    for byte in text[..<place] where byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
    return count
}

/// How many Unicode code points a well-formed UTF-8 text has.
private func codePointCount(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in text where byte & 0xC0 != 0x80 { count += 1 }
    return count
}
