extension JSONReader {
    /// Reads a value by two schemas, both of which must accept it.
    ///
    /// A key that is unknown to one of them alone is no issue: the other knows it.
    ///
    /// - Parameters:
    ///   - issues: Where violations are reported, those of the first schema first.
    ///   - first: Reads the value by the first schema.
    ///   - second: Reads the value by the second schema.
    /// - Returns: What both give, or nothing where one of them could not read it.
    public mutating func readBoth<First, Second>(
        _ issues: inout Issues,
        _ first: (inout JSONReader, inout Issues) -> First?,
        and second: (inout JSONReader, inout Issues) -> Second?
    ) -> (First, Second)? {
        let mark = issues.count
        let start = bookmark
        let left = first(&self, &issues)
        let middle = issues.count
        rewind(to: start)
        guard fault == nil else { return nil }
        let right = second(&self, &issues)
        issues.mergeUnrecognizedKeys(since: mark, from: middle)
        guard fault == nil, let left, let right, !issues.isAborted(since: mark) else { return nil }
        return (left, right)
    }
}

extension JSONValue {
    /// What two results of reading one value have in common: objects have the members of both, what both have must be the
    /// same.
    ///
    /// - Parameters:
    ///   - other: The other result.
    ///   - issues: Where it is reported that two results differ.
    /// - Returns: The value, or `nil` where the results differ.
    public func merged(with other: JSONValue, _ issues: inout Issues) -> JSONValue? {
        if let value = merged(with: other) { return value }
        let message = "Invalid input: the two schemas of an intersection make different values of it"
        issues.append(ValidationIssue(.custom, message: message), .hard)
        return nil
    }

    private func merged(with other: JSONValue) -> JSONValue? {
        if self == other { return self }
        switch (self, other) {
        case (.object(let left), .object(let right)):
            var result = left
            for member in right.members {
                guard let known = left[member.key] else {
                    result.members.append(member)
                    continue
                }
                guard let value = known.merged(with: member.value) else { return nil }
                result[member.key] = value
            }
            return .object(result)
        case (.array(let left), .array(let right)) where left.count == right.count:
            let values = zip(left, right).compactMap { $0.merged(with: $1) }
            return values.count == left.count ? .array(values) : nil
        default: return nil
        }
    }
}
