extension JSONReader {
    /// Reads a value and makes one of another type of it, unless anything is wrong with it.
    ///
    /// - Parameters:
    ///   - issues: Where violations are reported.
    ///   - value: Reads the value.
    ///   - convert: Makes the other value; what it cannot make one of it adds to the issues.
    /// - Returns: The other value, or nothing where there is none.
    public mutating func readTransformed<Value, Result>(
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?,
        by convert: (Value, inout Issues) -> Result
    ) -> Result? {
        let mark = issues.count
        guard let value = value(&self, &issues), fault == nil, !issues.stopPipe(since: mark) else { return nil }
        let middle = issues.count
        let result = convert(value, &issues)
        return issues.count == middle ? result : nil
    }

    /// Reads a text and makes a value of another type of it.
    ///
    /// - Parameters:
    ///   - format: What is said to be wrong with a text that no value can be made of: `Invalid` and this word.
    ///   - message: The text of that issue, instead.
    ///   - issues: Where violations are reported.
    ///   - value: Reads the text.
    ///   - convert: Makes the value.
    /// - Returns: The value, or nothing where there is none.
    public mutating func readConverted<Value, Result>(
        _ format: String,
        message: String? = nil,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?,
        by convert: (Value) -> Result?
    ) -> Result? {
        let mark = issues.count
        guard let value = value(&self, &issues), fault == nil, !issues.stopPipe(since: mark) else { return nil }
        guard let result = convert(value) else {
            issues.appendInvalidFormat(format, details: [:], message: message ?? "Invalid \(format)", .hard)
            return nil
        }
        return result
    }

    /// Reads a value by one schema and what that gives by another, unless anything is wrong with it.
    ///
    /// - Parameters:
    ///   - issues: Where violations are reported.
    ///   - value: Reads the value.
    ///   - write: Writes what was read, or nothing where it is absent.
    ///   - result: Reads what was written.
    /// - Returns: What was read last, or nothing where anything was wrong.
    public mutating func readPiped<Value, Result>(
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?,
        write: (Value, inout JSONWriter) -> Void,
        to result: (inout JSONReader, inout Issues) -> Result?
    ) -> Result? {
        let mark = issues.count
        guard let value = value(&self, &issues), fault == nil, !issues.stopPipe(since: mark) else { return nil }
        var json = JSONWriter(isIntermediate: true)
        write(value, &json)
        return reading(json.bytes.isEmpty ? nil : json.bytes) { result(&$0, &issues) }
    }

    /// Changes what was sent before a schema reads it.
    ///
    /// - Parameters:
    ///   - preprocessing: The change.
    ///   - issues: Where violations are reported.
    ///   - value: Reads the changed value.
    /// - Returns: The value, or nothing where it could not be read.
    public mutating func readPreprocessed<Value>(
        _ preprocessing: Preprocessing,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Value? {
        let start = bookmark
        guard !isAbsent else {
            guard preprocessing == .toArray, takeAbsent() else { return value(&self, &issues) }
            return reading(Array("[undefined]".utf8)) { value(&$0, &issues) }
        }
        guard mayChange(preprocessing) else { return value(&self, &issues) }
        guard let raw = parseValue() else { return nil }
        guard let changed = preprocessing.apply(to: raw) else { return reading(nil) { value(&$0, &issues) } }
        guard changed != raw else {
            rewind(to: start)
            return value(&self, &issues)
        }
        var json = JSONWriter(isIntermediate: true)
        changed.write(to: &json)
        return reading(json.bytes) { value(&$0, &issues) }
    }

    /// Whether what stands next is of a kind that is changed.
    private mutating func mayChange(_ preprocessing: Preprocessing) -> Bool {
        switch preprocessing {
        case .trim, .lowercase, .emptyToAbsent, .csvToArray, .boolFromText, .parseJson: nextType() == .string
        case .nullToAbsent: nextType() == .null
        case .toArray: nextType().map { $0 != .array } ?? false
        }
    }
}

extension Issues {
    /// Whether a pipe ends: anything is wrong but keys that nobody asked for. Then there is nothing for later checks.
    fileprivate mutating func stopPipe(since mark: Int) -> Bool {
        guard count > mark else { return false }
        guard isAborted(since: mark) || all.dropFirst(mark).contains(where: { $0.code != .unrecognizedKeys }) else {
            return false
        }
        markUnconverted(since: mark)
        return true
    }
}

extension Preprocessing {
    /// The changed value, or `nil` for none.
    fileprivate func apply(to value: JSONValue) -> JSONValue? {
        switch (self, value) {
        case (.trim, .string(let text)): return .string(TextRewrite.trim.apply(to: text))
        case (.lowercase, .string(let text)): return .string(TextRewrite.toLowerCase.apply(to: text))
        case (.emptyToAbsent, .string(let text)): return text.isEmpty ? .none : value
        case (.nullToAbsent, .null): return .none
        case (.toArray, .array): return value
        case (.toArray, _): return [value]
        case (.csvToArray, .string(let text)):
            let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            return .array(parts.map { .string(String(decoding: $0, as: UTF8.self)) })
        case (.boolFromText, .string(let text)):
            switch TextRewrite.toLowerCase.apply(to: text) {
            case "true": return true
            case "false": return false
            default: return value
            }
        case (.parseJson, .string(let text)):
            return JSONReader.withBytes(text.utf8) { reader in
                guard let parsed = reader.parseValue(), reader.finish() else { return value }
                return parsed
            }
        default: return value
        }
    }
}
