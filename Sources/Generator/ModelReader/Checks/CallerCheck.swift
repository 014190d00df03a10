internal import Diagnostics
internal import ToolModel

/// Checks that what tools and limits need to know of callers is found out by the stages of the route.
struct CallerCheck {
    private let server: ServerDefinition
    private let types: TypeIndex

    init(_ server: ServerDefinition, _ types: TypeIndex) {
        self.server = server
        self.types = types
    }

    func run(_ reading: inout Reading) {
        for route in server.http?.routes ?? [] where route.kind == .mcp {
            for stage in route.stages { checkArgument(of: stage, &reading) }
            // A stage of the user's may find out who calls.
            let isKnown = route.stages.contains { [.authenticate, .custom].contains($0.kind.name) }
            if !isKnown, !reading.hasUnreadStages { checkTools(of: route, &reading) }
        }
    }

    private func checkTools(of route: Route, _ reading: inout Reading) {
        let start = "\(quoted(route.path)) has no 'authenticate'"
        if let tool = server.tools.first(where: { !$0.scopes.isEmpty }) {
            reading.error(
                .missingAuthentication,
                at: route.location,
                "\(start), and the tool '\(tool.name)' needs scopes, which nobody could ever carry: add it to 'middleware', "
                    + "or take the scopes away",
                notes: [.init("'\(tool.name)' needs scopes", at: tool.location)]
            )
        }
        for tool in server.tools {
            guard let property = properties(of: tool).first(where: { $0.schema.binding != nil }) else { continue }
            reading.error(
                .missingAuthentication,
                at: route.location,
                "\(start), and the tool '\(tool.name)' binds '\(property.name)' to who calls, so that every call would "
                    + "fail: add it to 'middleware', or take 'bind' away",
                notes: [.init("'\(property.name)' is bound", at: property.schema.location)]
            )
            return
        }
    }

    /// A limit by an argument counts by the header that repeats it.
    private func checkArgument(of stage: StageUse, _ reading: inout Reading) {
        guard case .rateLimit(let settings) = stage.kind, case .argument(let name) = settings.key else { return }
        let isRepeated = server.tools.contains { tool in
            properties(of: tool).contains { $0.schema.header?.text.lowercased() == name.text.lowercased() }
        }
        guard !isRepeated else { return }
        reading.error(
            .unknownWord,
            at: name.location,
            "no tool has an argument with 'header: \(name.text)', so that all requests would share one limit: name a header "
                + "of an argument"
        )
    }

    private func properties(of tool: ToolDefinition) -> [Property] {
        guard let input = tool.input, case .object(let object) = types.resolve(input)?.type else { return [] }
        return object.properties
    }
}
