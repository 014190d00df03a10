internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads what a route of kind webhook or custom says of the function that answers.
struct HandlerReader {
    private var name: (text: String, location: SourceLocation)?
    private var payload: Schema?
    private var answer: RouteHandler.Answer?
    /// The keys that are there, well or not.
    private var keys: [YAMLScalar] = []

    static let keys = ["handler", "payload", "answer"]

    mutating func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        keys.append(entry.key)
        switch entry.key.text {
        case "handler":
            name = reading.functionName(entry.value, for: "'handler'").map { ($0, entry.value.location) }
        case "payload": payload = readPayload(entry, &reading)
        default:
            let words = RouteHandler.Answer.allCases.map(\.rawValue)
            answer = reading.word(entry.value, of: words, for: "'answer'").flatMap(RouteHandler.Answer.init)
        }
    }

    /// What was read, with a word about what the kind of the route does not have, or needs.
    func finish(_ kind: Route.Kind, of path: YAMLScalar, _ reading: inout Reading) -> RouteHandler? {
        let subject = "route \(quoted(path.text))"
        let known = kind.handlerKeys
        for key in keys where !known.contains(key.text) {
            let kinds = Route.Kind.allCases.filter { $0.handlerKeys.contains(key.text) }.map(\.rawValue)
            let message =
                "'\(key.text)' is for routes of kind \(list(kinds, joinedBy: "and")), and \(subject) is of kind \(kind.rawValue)"
            reading.error(.misplacedKey, at: key.location, message)
        }
        guard known.contains("handler") else { return nil }
        if !keys.contains(where: { $0.text == "handler" }) {
            let message = "\(subject) needs 'handler', the name of a function of yours that answers"
            reading.error(.missingKey, at: path.location, message)
        }
        guard let name else { return nil }
        return RouteHandler(name: name.text, payload: payload, answer: answer, location: name.location)
    }

    /// Properties as those of a tool's `input`, or the name of a type.
    private func readPayload(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Schema? {
        if let mapping = entry.value.mapping {
            var properties = SchemaReader.readProperties(mapping, depth: 1, &reading)
            properties.sortAsJavaScript()
            return Schema(.object(ObjectSchema(properties)), location: entry.key.location)
        }
        let location = entry.value.location
        guard let scalar = entry.value.scalar, !scalar.isEmpty else {
            let expected = "a mapping of properties, or the name of a type"
            reading.reportKind(of: entry.value, expected: expected, for: "'payload'")
            return nil
        }
        guard let schema = SchemaReader.read(entry.value, at: .other, depth: 0, &reading) else { return nil }
        guard case .reference = schema.type, schema.steps.isEmpty else {
            let message =
                "\(quoted(scalar.text)) is no type of yours: name one from 'types', or write the properties in a mapping"
            reading.error(.unknownType, at: location, message)
            return nil
        }
        return schema
    }
}

extension Route.Kind {
    /// The keys that say what the user's function does there.
    fileprivate var handlerKeys: [String] {
        switch self {
        case .webhook: HandlerReader.keys
        case .custom: ["handler"]
        case .mcp, .health, .readiness, .metrics: []
        }
    }
}
