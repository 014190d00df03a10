internal import YAMLReader

/// Values that are written as a text of their own, as in `http:`, but never as a setting: these are part of the code.
extension Reading {
    /// A duration, such as `30s`.
    mutating func duration(_ node: YAMLNode, for subject: String) -> Duration? {
        value(node, for: subject, expected: "a duration such as 30s", HTTPValues.duration)
    }

    /// For how long something may be kept: a duration, or zero.
    mutating func timeToLive(_ node: YAMLNode, for subject: String) -> Duration? {
        if let text = node.scalar?.text, ["0", "0s"].contains(text) { return .zero }
        return duration(node, for: subject)
    }

    /// A number above zero.
    mutating func count(_ node: YAMLNode, for subject: String) -> Int? {
        value(node, for: subject, expected: "a number above zero", HTTPValues.count)
    }

    /// A value that a function makes of a text. `expected` is its kind in words.
    private mutating func value<Value>(
        _ node: YAMLNode,
        for subject: String,
        expected: String,
        _ parse: (String) throws(InvalidValue) -> Value
    ) -> Value? {
        guard let scalar = node.scalar, !scalar.isEmpty else {
            reportKind(of: node, expected: expected, for: subject)
            return nil
        }
        do throws(InvalidValue) {
            return try parse(scalar.text)
        } catch {
            self.error(.settingValue, at: scalar.location, "\(quoted(scalar.text)) \(error.reason)")
            return nil
        }
    }
}
