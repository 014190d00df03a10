package import ToolValidation

/// What we say of an input.
package enum Answer: Sendable {
    /// The value; nothing where there is none.
    case output(JSONValue?)
    /// The issues, as zod writes them.
    case issues([JSONValue])
    /// The text is not JSON.
    case malformed(JSONFault)

    /// What reading a JSON text gave.
    package init(_ read: () throws(InvalidInput) -> JSONValue?) {
        do throws(InvalidInput) {
            self = .output(try read())
        } catch {
            switch error {
            case .malformed(let fault): self = .malformed(fault)
            case .invalid(let issues): self = .issues(issues.map(\.json))
            }
        }
    }

    /// The answer to an absent property, from that to the object without it.
    package var ofProperty: Answer {
        switch self {
        case .output(.object(let object)): .output(object[VectorDocument.property])
        case .issues(let issues): .issues(issues.map(Self.withoutFirstStep))
        default: self
        }
    }

    private static func withoutFirstStep(_ issue: JSONValue) -> JSONValue {
        guard case .object(var object) = issue, case .array(let path) = object["path"] else { return issue }
        object["path"] = .array(Array(path.dropFirst()))
        return .object(object)
    }

    /// The answer as emitted code writes it: JSON has no infinite numbers, and Swift's sets and dictionaries have no order.
    func asWritten(_ isUnordered: Bool) -> Answer {
        guard case .output(let value?) = self else { return self }
        let written = (try? JSONValue.read(value.jsonText.utf8)) ?? value
        return .output(isUnordered ? written.withSortedArrays : written)
    }

    /// Whether another one says the same.
    package func isSame(as other: Answer) -> Bool {
        switch (self, other) {
        case (.output(let lhs), .output(let rhs)): Comparison.areSame(lhs, rhs)
        case (.issues(let lhs), .issues(let rhs)): Comparison.areSame(.array(lhs), .array(rhs))
        case (.malformed(let lhs), .malformed(let rhs)): lhs == rhs
        default: false
        }
    }

    /// The answer in words.
    package var text: String {
        switch self {
        case .output(let value): value.map { "gives \($0.jsonText)" } ?? "gives nothing"
        case .issues(let issues): "has the issues" + issues.map { "\n        \($0.jsonText)" }.joined()
        case .malformed(let fault): "is no JSON: \(fault)"
        }
    }
}

extension JSONValue {
    fileprivate var withSortedArrays: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.withSortedArrays).sorted { $0.jsonText < $1.jsonText })
        case .object(let object):
            .object(JSONObject(object.members.map { .init($0.key, $0.value.withSortedArrays) }))
        default: self
        }
    }
}

extension VectorJSON {
    /// Whether a schema has a set or map in it.
    var holdsSetOrMap: Bool {
        switch self {
        case .array(let elements): elements.contains(where: \.holdsSetOrMap)
        case .object(let members):
            ["set", "map"].contains(self["kind"]?.string) || members.contains(where: \.value.holdsSetOrMap)
        default: false
        }
    }
}
