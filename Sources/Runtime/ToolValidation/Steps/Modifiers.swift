extension JSONReader {
    /// Reads a value that may be absent.
    ///
    /// - Parameters:
    ///   - readsAbsent: Whether the schema inside makes something of an absent value, a default say.
    ///   - issues: Where violations are reported; what the schema inside says of an absent value is not.
    ///   - value: Reads the value.
    /// - Returns: The value, a present `nil` where it is absent, or nothing where it could not be read.
    @inlinable
    public mutating func readOptional<Value>(
        readsAbsent: Bool = false,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Value?? {
        guard isNothing else { return value(&self, &issues).map { .some($0) } }
        guard readsAbsent else {
            _ = takeAbsent()
            return .some(nil)
        }
        return .some(readQuietly(&issues, value))
    }

    /// Reads a property that may be absent, by a schema that makes something of an absent value.
    ///
    /// - Parameters:
    ///   - absent: What the property is where the schema has something against an absent value.
    ///   - issues: Where violations are reported; what is said of an absent value is not.
    ///   - value: Reads the value.
    /// - Returns: The value, or nothing where it could not be read.
    @inlinable
    public mutating func readLenient<Value>(
        _ absent: Value,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Value? {
        isNothing ? readQuietly(&issues, value) ?? absent : value(&self, &issues)
    }

    /// Reads a value that may be `null`.
    ///
    /// - Returns: The value, a present `nil` where it is `null`, or nothing where it could not be read.
    @inlinable
    public mutating func readNullable<Value>(
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Value?? {
        readNull() ? .some(nil) : value(&self, &issues).map { .some($0) }
    }

    /// Reads a property that is there, and may be `null`.
    ///
    /// - Returns: The value, or what it is instead; an absent one also where it could not be read, which is reported.
    @inlinable
    public mutating func readNullish<Value>(
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Nullish<Value> {
        readNull() ? .null : value(&self, &issues).map { .value($0) } ?? .absent
    }

    /// Reads a value that must be there, by a schema that may take an absent one.
    ///
    /// - Parameters:
    ///   - message: The text of the issue where it is absent.
    ///   - issues: Where violations are reported.
    ///   - value: Reads the value; a present `nil` is an absent one.
    /// - Returns: The value, or nothing where it is absent or could not be read.
    public mutating func readNonoptional<Value>(
        message: String? = nil,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value??
    ) -> Value? {
        let mark = issues.count
        guard let value = value(&self, &issues) else { return nil }
        if value == nil, issues.count == mark, fault == nil { issues.appendMissing(message: message) }
        return value
    }

    /// Reads a property that must be there, even where its schema takes an absent value.
    ///
    /// - Returns: The value, or nothing where it is absent or could not be read.
    public mutating func readRequired<Value>(
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Value? {
        let (wasAbsent, mark) = (isAbsent, issues.count)
        let value = value(&self, &issues)
        guard wasAbsent, fault == nil else { return value }
        if issues.count == mark { issues.appendMissing() }
        return nil
    }

    /// Reads a value, or takes another one for an absent one.
    ///
    /// - Parameters:
    ///   - constant: The value for an absent one.
    ///   - issues: Where violations are reported.
    ///   - value: Reads the value.
    /// - Returns: The value, or nothing where it could not be read.
    @inlinable
    public mutating func readDefault<Value>(
        _ constant: @autoclosure () -> Value,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Value? {
        takeAbsent() ? constant() : value(&self, &issues)
    }

    /// Reads a value; an absent one is read from another text.
    ///
    /// - Parameters:
    ///   - text: The JSON text that stands for an absent value.
    ///   - issues: Where violations are reported.
    ///   - value: Reads the value.
    /// - Returns: The value, or nothing where it could not be read.
    public mutating func readPrefault<Value>(
        _ text: String,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Value? {
        takeAbsent() ? reading(Array(text.utf8)) { value(&$0, &issues) } : value(&self, &issues)
    }

    /// Reads a value, or takes another one where anything is wrong with it.
    ///
    /// - Parameters:
    ///   - constant: The value to take then.
    ///   - issues: What is wrong is not reported.
    ///   - value: Reads the value.
    /// - Returns: The value.
    public mutating func readCatch<Value>(
        _ constant: @autoclosure () -> Value,
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Value? {
        let mark = issues.count
        let value = value(&self, &issues)
        guard fault == nil else { return nil }
        if issues.count == mark, let value { return value }
        issues.take(since: mark)
        return constant()
    }

    /// Reads a value without a word about what is wrong with it.
    @usableFromInline
    mutating func readQuietly<Value>(
        _ issues: inout Issues,
        _ value: (inout JSONReader, inout Issues) -> Value?
    ) -> Value? {
        let mark = issues.count
        let value = value(&self, &issues)
        guard issues.count > mark else { return value }
        issues.take(since: mark)
        return nil
    }

    @usableFromInline
    var isNothing: Bool { isAbsent }
}

extension Issues {
    /// Adds zod's issue for a value that must be there, whatever its schema takes.
    mutating func appendMissing(message: String? = nil) {
        appendInvalidType(expected: "nonoptional", received: .absent, message: message)
    }
}
