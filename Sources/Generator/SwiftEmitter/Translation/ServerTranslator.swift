import ToolModel
import ToolValidation

/// Writes the server file: the protocol that the user implements, the server and the typed client.
struct ServerTranslator {
    private let server: NamedServer
    private let types: TypeTranslator
    private let namedTypes: NamedTypes

    /// Creates a translator for a server.
    init(_ server: NamedServer, access: AccessLevel) {
        self.server = server
        types = TypeTranslator(TranslationContext(server), access: access)
        namedTypes = NamedTypes(server.definition.types)
    }

    /// The declarations of the file.
    func declarations() -> [Declaration] {
        [toolsProtocol(), catalog(), serverType(), client()]
    }

    // MARK: - The protocol

    private func toolsProtocol() -> Declaration {
        Declaration(
            documentation: [
                "The tools of the \(inline(server.definition.name)) server. Implement them in a type of your own."
            ],
            modifiers: types.topModifiers,
            kind: .type(
                keyword: "protocol",
                name: server.protocolName,
                inherits: ["Swift.Sendable"],
                members: server.tools.map { tool in
                    Declaration(
                        documentation: types.documentation(of: tool),
                        kind: .function(ToolSignature(tool).method, body: nil)
                    )
                }
                    + server.handlers.map { handler in
                        let signature = HandlerSignature(handler)
                        return Declaration(
                            documentation: signature.documentation,
                            kind: .function(signature.method, body: nil)
                        )
                    } + server.functions.map(requirement)
            )
        )
    }

    /// A function that a schema names.
    private func requirement(_ function: NamedFunction) -> Declaration {
        let issues = Declaration.Parameter(label: "_", "issues", type: "inout Issues")
        let value = Declaration.Parameter(label: "_", "value", type: function.value)
        var signature = Declaration.Signature(name: Identifier.quoted(function.name), parameters: [value])
        let documentation: String
        switch function.role {
        case .predicate:
            signature.result = "Swift.Bool"
            documentation = "Whether a value is right (`refine: \(function.name)`)."
        case .report:
            signature.parameters.append(issues)
            documentation = "Adds what is wrong with a value to the issues (`superRefine: \(function.name)`)."
        case .change:
            signature.result = function.value
            documentation = "What takes the place of a value (`overwrite: \(function.name)`)."
        case .conversion(let result):
            signature.parameters.append(issues)
            signature.result = result
            documentation =
                "What becomes of a value (`transform: \(function.name)`). The result counts only without issues."
        }
        return Declaration(documentation: [documentation], modifiers: ["static"], kind: .function(signature, body: nil))
    }

    // MARK: - The server

    private func catalog() -> Declaration {
        Declaration(
            documentation: ["What `tools/list` answers, made when this code was generated."],
            modifiers: ["nonisolated", "private"],
            kind: .variable(
                isConstant: true,
                catalogName,
                type: nil,
                value: .call(
                    .name("ToolCatalog"),
                    [
                        .init("names", .string(server.tools.map(\.definition.name).joined(separator: "\n"))),
                        .init(
                            "list",
                            .string(
                                ToolListBuilder(types: server.definition.types).list(server.tools.map(\.definition))
                                    .jsonText
                            )
                        ),
                    ] + listSettings()
                )
            )
        )
    }

    /// What the YAML says of lists: the rest is the runtime's to know.
    private func listSettings() -> [Expression.Argument] {
        let lists = server.definition.lists
        var arguments: [Expression.Argument] = []
        if lists.listChanged { arguments.append(.init("listChanged", .boolean(true))) }
        if let timeToLive = lists.timeToLive { arguments.append(.init("timeToLive", .duration(timeToLive))) }
        if let scope = lists.scope { arguments.append(.init("cacheScope", .member(nil, scope.text))) }
        if let size = lists.pageSize { arguments.append(.init("pageSize", .integer(size))) }
        return arguments
    }

    private var catalogName: String { "\(Identifier.lowerCamelCase(server.prefix))Catalog" }

    private func serverType() -> Declaration {
        let modifiers = types.modifiers
        var members: [Declaration] = [
            Declaration(
                documentation: ["The client that calls these tools with their own types."],
                modifiers: modifiers,
                kind: .typeAlias("Client", server.clientName)
            ),
            Declaration(
                documentation: ["What implements the tools."],
                modifiers: modifiers,
                kind: .variable(isConstant: true, "tools", type: "Tools", value: nil)
            ),
            Declaration(
                documentation: ["Creates a server of these tools."],
                modifiers: modifiers,
                kind: .initializer(
                    isFailable: false,
                    [.init("tools", type: "Tools")],
                    body: [.assign(.name("self.tools"), .name("tools"))]
                )
            ),
            Declaration(
                documentation: ["How the server introduces itself."],
                modifiers: modifiers + ["static"],
                kind: .computed("info", type: "ServerInfo", body: [.expression(info())])
            ),
            Declaration(
                documentation: ["The names and descriptions of all tools."],
                modifiers: modifiers + ["static"],
                kind: .computed("catalog", type: "ToolCatalog", body: [.expression(.name(catalogName))])
            ),
            toolAtIndex(),
        ]
        if let telemetry = server.definition.telemetry { members.append(self.telemetry(telemetry)) }
        members.append(contentsOf: server.tools.map(call))
        if let http = server.definition.http {
            members.append(contentsOf: HTTPTranslator(http, server.handlers, modifiers: modifiers).members())
        }
        return Declaration(
            documentation: ["The \(inline(server.definition.name)) server."],
            modifiers: types.topModifiers,
            kind: .type(
                keyword: "struct",
                name: "\(server.serverName)<Tools: \(server.protocolName)>",
                inherits: [server.definition.http == nil ? "ToolServer" : "HTTPToolServer"],
                members: members
            )
        )
    }

    private func telemetry(_ export: TelemetryExport) -> Declaration {
        let exporter =
            switch export {
            case .otlp: "OTLPExporter"
            }
        return Declaration(
            documentation: ["What sends traces and metrics to where they are looked at."],
            modifiers: types.modifiers + ["static"],
            kind: .computed(
                "telemetry",
                type: "(any TelemetryExporter)?",
                body: [.expression(.call(.name(exporter), []))]
            )
        )
    }

    private func info() -> Expression {
        let definition = server.definition
        var arguments: [Expression.Argument] = [
            .init("name", .string(definition.name)), .init("version", .string(definition.version)),
        ]
        if let title = definition.title { arguments.append(.init("title", .string(title))) }
        if let text = definition.instructions { arguments.append(.init("instructions", .string(text))) }
        return .call(.name("ServerInfo"), arguments)
    }

    /// A switch of `return` statements: as an expression it would be type-checked as a whole, which grows faster than
    /// the number of tools.
    private func toolAtIndex() -> Declaration {
        let cases = server.tools.enumerated().map { index, tool in
            Statement.Case(
                pattern: .integer(index),
                body: [.return(.call(.name("Tool"), arguments(of: tool)))]
            )
        }
        let `default` = Statement.Case(pattern: nil, body: [.return(.nil)])
        return Declaration(
            documentation: ["The tool at a place of the catalog."],
            modifiers: types.modifiers + ["static"],
            kind: .function(
                .init(
                    name: "tool",
                    parameters: [.init(label: "at", "index", type: "Swift.Int")],
                    result: "Tool<Tools>?"
                ),
                body: [.switch(.name("index"), cases + [`default`])]
            )
        )
    }

    /// The function that calls a tool, and what the YAML says of its calls.
    private func arguments(of tool: NamedTool) -> [Expression.Argument] {
        let definition = tool.definition
        var arguments: [Expression.Argument] = [.init(nil, .name("Self").member(tool.callName))]
        if !definition.scopes.isEmpty {
            arguments.append(.init("scopes", .array(definition.scopes.map { .string($0) })))
        }
        if let timeout = definition.timeout { arguments.append(.init("timeout", .duration(timeout))) }
        if let concurrency = definition.concurrency { arguments.append(.init("concurrency", .integer(concurrency))) }
        if let cost = definition.cost { arguments.append(.init("cost", .integer(cost))) }
        if let limit = definition.rateLimit {
            let values = [Expression.integer(limit.requests), .duration(limit.period)].map(\.oneLine)
            arguments.append(.init("rateLimit", .name("(\(values.joined(separator: ", ")))")))
        }
        let headers = headers(of: definition)
        if !headers.isEmpty { arguments.append(.init("headers", .dictionary(headers))) }
        return arguments
    }

    /// The headers that repeat arguments, with the names of these.
    private func headers(of tool: ToolDefinition) -> [Expression.Entry] {
        guard let input = tool.input, case .object(let object) = namedTypes.resolved(input).type else { return [] }
        return object.properties.compactMap { property in
            property.schema.header.map { .init(key: .string($0.text), value: .string(property.name)) }
        }
    }

    /// One small function a tool: read, call, write.
    private func call(_ tool: NamedTool) -> Declaration {
        var body: [Statement] = []
        var arguments: [Expression.Argument] = []
        if let input = ToolSignature(tool).inputType {
            let read = Expression.call(
                .name("call").member("input"),
                [.init("as", .name(input).member("self"))]
            )
            let bound = tool.boundProperties
            body.append(.variable(isConstant: bound.isEmpty, "input", type: nil, value: .prefixed("try", read)))
            for property in bound {
                let value = Expression.name("call").call("bound", .member(nil, property.binding.caseName))
                body.append(.assign(.name("input").member(property.name), .prefixed("try", value)))
            }
            arguments.append(.init(nil, .name("input")))
        }
        arguments.append(.init(nil, .name("call").member("context")))
        let handle = Expression.call(.name("tools").member(tool.methodName), arguments)
        let schemas = JSONSchemaBuilder(types: server.definition.types)
        let isObject = tool.definition.output.map { schemas.schema($0, for: .output)["type"] == "object" } ?? true
        let shape = isObject ? [] : [Expression.Argument("isObject", .boolean(false))]
        let result =
            tool.output == nil
            ? Expression.prefixed("try await", handle)
            : .prefixed("try await", .call(.name("ToolResult"), [.init("output", handle)] + shape))
        body.append(.return(result))
        return Declaration(
            modifiers: ["private", "static"],
            kind: .function(
                .init(
                    name: tool.callName,
                    parameters: [
                        .init(label: "_", "call", type: "ToolCall"), .init(label: "_", "tools", type: "Tools"),
                    ],
                    effects: "async throws",
                    result: "ToolResult"
                ),
                body: body
            )
        )
    }

    // MARK: - The client

    private func client() -> Declaration {
        let modifiers = types.modifiers
        let caller = Declaration(
            modifiers: ["private"],
            kind: .variable(isConstant: true, "caller", type: "any ToolCaller", value: nil)
        )
        let initializer = Declaration(
            documentation: ["Creates a client that calls through a connection."],
            modifiers: modifiers,
            kind: .initializer(
                isFailable: false,
                [.init(label: "_", "caller", type: "any ToolCaller")],
                body: [.assign(.name("self.caller"), .name("caller"))]
            )
        )
        return Declaration(
            documentation: ["Calls the tools of the \(inline(server.definition.name)) server with their own types."],
            modifiers: types.topModifiers,
            kind: .type(
                keyword: "struct",
                name: server.clientName,
                inherits: ["ToolClient"],
                members: [caller, initializer] + server.tools.map(clientMethod)
            )
        )
    }

    private func clientMethod(_ tool: NamedTool) -> Declaration {
        let signature = ToolSignature(tool)
        var arguments: [Expression.Argument] = [.init(nil, .string(tool.definition.name))]
        if signature.inputType != nil { arguments.append(.init(nil, .name("input"))) }
        let called = Expression.call(.name("self.caller").member("call"), arguments)
        let read: Expression =
            signature.outputType.map { type in
                .call(called.member("output"), [.init("as", .name(type).member("self"))])
            } ?? called.call("result")
        var client = signature.method
        client.parameters.removeAll { $0.type == "CallContext" }
        return Declaration(
            documentation: types.documentation(of: tool),
            modifiers: types.modifiers,
            kind: .function(client, body: [.return(.prefixed("try await", read))])
        )
    }

    private func inline(_ name: String) -> String {
        SwiftLiteral.documentation(name).joined(separator: " ")
    }
}

extension NamedTool {
    /// The properties of the arguments that the server fills.
    fileprivate var boundProperties: [NamedBinding] {
        if case .object(let object)? = input?.kind { object.bound } else { [] }
    }
}

extension Binding {
    /// The runtime's name of it.
    fileprivate var caseName: String {
        switch self {
        case .subject: "subject"
        case .client: "client"
        }
    }
}

/// The Swift signature of the method that implements a tool.
struct ToolSignature {
    /// The type of the arguments, if the tool takes any.
    let inputType: String?
    /// The type of the structured result, if the tool has one.
    let outputType: String?
    /// The method.
    let method: Declaration.Signature

    init(_ tool: NamedTool) {
        inputType = tool.input.map { "\(tool.typeName).\($0.name)" }
        outputType = tool.output.map { "\(tool.typeName).\($0.name)" }
        var parameters: [Declaration.Parameter] = []
        if let inputType { parameters.append(.init(label: "_", "input", type: inputType)) }
        parameters.append(.init(label: "_", "context", type: "CallContext"))
        method = Declaration.Signature(
            name: tool.methodName,
            parameters: parameters,
            effects: "async throws",
            result: outputType ?? "ToolResult"
        )
    }
}
