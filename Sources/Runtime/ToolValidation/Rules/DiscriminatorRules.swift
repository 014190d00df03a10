/// Which property of an object tells of which kind it is, and what it says for each kind.
public struct DiscriminatorRules: Sendable {
    let storage: Storage

    /// Creates the rules of a discriminated union.
    ///
    /// - Parameters:
    ///   - discriminator: The property's name.
    ///   - options: The property's values for each kind; `nil` among them stands for an absent property.
    ///   - message: The text of the issue where no kind is told.
    public init(_ discriminator: String, _ options: [[JSONValue?]], message: String? = nil) {
        storage = Storage(discriminator, options, message)
    }

    final class Storage: Sendable {
        let discriminator: String
        let values: [JSONValue?]
        /// The kind that each of the values stands for.
        let owners: [Int]
        let message: String?

        init(_ discriminator: String, _ options: [[JSONValue?]], _ message: String?) {
            self.discriminator = discriminator
            self.message = message
            values = options.flatMap(\.self)
            owners = options.enumerated().flatMap { place, values in values.map { _ in place } }
        }

        func option(of value: JSONValue?) -> Int? {
            values.firstIndex(of: value).map { owners[$0] }
        }
    }
}

extension JSONReader {
    /// Looks which kind of object comes next, without taking it.
    ///
    /// - Parameters:
    ///   - rules: The kinds.
    ///   - fallback: The answer where no kind is told; without one that is an issue.
    ///   - issues: Where it is reported that no kind is told.
    /// - Returns: The place of the kind by which the object is to be read, or `nil` where the value is no object or tells
    ///   no kind, which is then reported and the value taken.
    public mutating func readDiscriminator(
        _ rules: DiscriminatorRules,
        fallback: Int? = nil,
        _ issues: inout Issues
    ) -> Int? {
        guard nextByte() == UInt8(ascii: "{") else {
            reportMismatch(expected: "object", message: rules.storage.message, &issues)
            return nil
        }
        let start = bookmark
        let value = findMember(rules.storage.discriminator)
        guard fault == nil else { return nil }
        position = start.position
        if let option = rules.storage.option(of: value) ?? fallback { return option }
        skipValue()
        guard fault == nil else { return nil }
        report(rules.storage, &issues)
        return nil
    }

    /// The value of a member of the next object, which is not checked for anything else.
    private mutating func findMember(_ name: String) -> JSONValue? {
        var name = name
        position += 1
        guard nextByte() != UInt8(ascii: "}") else { return nil }
        // What is passed over here is read once more: the depth must be right, and the keys are logged then.
        depth += 1
        defer { depth -= 1 }
        repeat {
            guard let key = scanKey() else { return nil }
            let isFound = withContent(of: key) { key in name.withUTF8 { $0.elementsEqual(key) } }
            guard !isFound else {
                guard let type = nextType(), type != .array, type != .object else { return .object([:]) }
                return parseValue()
            }
            skipValue()
        } while continues(before: UInt8(ascii: "}"))
        return nil
    }

    private func report(_ rules: DiscriminatorRules.Storage, _ issues: inout Issues) {
        let values = rules.values.map { value in value ?? ["$undefined": true] }
        let texts = rules.values.map { value in
            switch value {
            case nil: "'undefined'"
            case .string(let text)?: "'\(text)'"
            case let value?: "'\(value.jsonText)'"
            }
        }
        let words = "Invalid discriminator value. Expected \(texts.joined(separator: " | "))"
        issues.append(
            ValidationIssue(
                .invalidUnion,
                path: [.key(rules.discriminator)],
                message: rules.message ?? words,
                details: [
                    "errors": [], "note": "No matching discriminator",
                    "discriminator": .string(rules.discriminator), "options": .array(values),
                ]
            ),
            .hard
        )
    }
}
