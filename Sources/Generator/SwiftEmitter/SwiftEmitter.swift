public import Diagnostics
public import ToolModel

/// Who may use the emitted types.
public enum AccessLevel: String, Sendable, CaseIterable {
    /// Every module.
    case `public`
    /// The modules of the same package.
    case package
    /// The module that the code is emitted into.
    case `internal`
}

/// Turns a server's model into Swift source. Pure: the same model always gives the same bytes.
public struct SwiftEmitter: Sendable {
    /// A file of emitted source.
    public struct File: Sendable, Hashable {
        /// Its name, without folders.
        public var name: String
        /// What it contains.
        public var text: String
    }

    /// What the user has to write for one tool, or for one route.
    public struct Stub: Sendable, Hashable {
        /// The name of the tool or the function in the YAML.
        public var name: String
        /// Where the stub goes, below the target's folder: `Tools/ListSessions.swift`.
        public var path: String
        /// The module that it imports.
        public var module: String
        /// The method's name, as written in source: `listSessions`.
        public var methodName: String
        /// The type of a parameter, which tells the method from others of its name: `Calculate.Input`.
        public var parameterType: String
        /// The method's signature: `func calculate(_ input: …) async throws -> Calculate.Output`.
        public var signature: String
        /// What it does, as the lines of a comment.
        public var documentation: [String]
    }

    /// What came out.
    public struct Output: Sendable {
        /// One file for each YAML file and one for the server; empty where there are errors.
        public var files: [File]
        /// A stub for each tool, and for each route that a function of the user's answers.
        public var stubs: [Stub]
        /// The user's type that implements the tools.
        public var implementation: String
        /// The protocol that it conforms to.
        public var toolsProtocol: String
        /// The server type.
        public var server: String
        /// The module that the user's own code imports to run the server.
        public var module: String
        /// Names that collide.
        public var diagnostics: [Diagnostic]
    }

    private let target: String
    private let access: AccessLevel

    /// Creates an emitter.
    ///
    /// - Parameters:
    ///   - target: The Swift target that the code is for; its types are named after it.
    ///   - access: Who may use the emitted types.
    public init(target: String, access: AccessLevel) {
        self.target = target
        self.access = access
    }

    /// Emits all files of a server.
    public func emit(_ server: ServerDefinition) -> Output {
        let (named, namingDiagnostics) = Namer.name(server, target: target)
        let diagnostics = namingDiagnostics + named.constantDiagnostics
        let hasErrors = diagnostics.contains { $0.severity == .error }
        return Output(
            files: hasErrors ? [] : named.files.map { toolFile($0, of: named) } + [serverFile(named)],
            stubs: named.tools.map(stub) + named.handlers.map(stub),
            implementation: named.implementation,
            toolsProtocol: named.protocolName,
            server: named.serverName,
            module: Self.module(of: server),
            diagnostics: diagnostics
        )
    }

    private func toolFile(_ file: NamedFile, of server: NamedServer) -> File {
        let types = TypeTranslator(TranslationContext(server), access: access)
        // One after the other: all trees at once would take far more memory than their text.
        var declarations = SwiftRenderer()
        for type in file.types { declarations.add(types.definition(type)) }
        for tool in file.tools { types.namespace(tool).map { declarations.add($0) } }
        for handler in file.handlers { types.payload(handler).map { declarations.add($0) } }
        return self.file(
            file.outputName,
            source: file.name,
            module: "MCPServer",
            declarations: declarations.text,
            needsFoundation: file.needsFoundation
        )
    }

    private func serverFile(_ server: NamedServer) -> File {
        var declarations = SwiftRenderer()
        for declaration in ServerTranslator(server, access: access).declarations() { declarations.add(declaration) }
        return file(
            "\(target).server.swift",
            source: server.files.map(\.name).joined(separator: ", "),
            module: Self.module(of: server.definition),
            inside: server.definition.innerModules,
            declarations: declarations.text,
            needsFoundation: server.functions.contains(where: \.needsFoundation)
        )
    }

    /// The YAML alone decides: without `http:` nothing of HTTP is named.
    private static func module(of server: ServerDefinition) -> String {
        server.http == nil ? "MCPServer" : "MCPServerHTTP"
    }

    /// The inner modules are those that the bodies of functions need, and no declaration shows.
    private func file(
        _ name: String,
        source: String,
        module: String,
        inside innerModules: [String] = [],
        declarations: String,
        needsFoundation: Bool = false
    ) -> File {
        // The compiler warns of a public import that nothing public uses.
        let isInternal = access == .internal || declarations.isEmpty
        let modules = (needsFoundation ? ["Foundation"] : []) + [module]
        let imports =
            modules.map { isInternal ? "import \($0)" : "\(access.rawValue) import \($0)" }
            + innerModules.map { "import \($0)" }
        let head = """
            \(Self.header(source: source))

            \(imports.joined(separator: "\n"))

            private typealias GeneratedFormatVersion = GeneratedFormat.V1

            """
        return File(name: name, text: head + declarations)
    }

    private func stub(_ tool: NamedTool) -> Stub {
        let signature = Declaration(kind: .function(ToolSignature(tool).method, body: nil))
        return Stub(
            name: tool.definition.name,
            path: "Tools/\(tool.typeName).swift",
            module: "MCPServer",
            methodName: tool.methodName,
            parameterType: ToolSignature(tool).inputType ?? "CallContext",
            signature: SwiftRenderer.render(signature),
            documentation: tool.definition.description.map(SwiftLiteral.documentation) ?? []
        )
    }

    private func stub(_ handler: NamedHandler) -> Stub {
        let signature = HandlerSignature(handler)
        return Stub(
            name: handler.definition.name,
            path: "Routes/\(handler.typeName).swift",
            module: "MCPServerHTTP",
            methodName: handler.methodName,
            parameterType: signature.parameterType.replacing("Swift.", with: ""),
            signature: SwiftRenderer.render(Declaration(kind: .function(signature.method, body: nil)))
                .replacing("Swift.", with: ""),
            documentation: Array(signature.documentation.prefix(1))
        )
    }

    /// The words with which every emitted file begins, and by which one is recognised.
    public static let headerStart = "// Generated by mcp-generator from "

    private static func header(source: String) -> String {
        """
        \(headerStart)\(source). Do not edit: the next build rewrites it.
        // swift-format-ignore-file
        // swiftlint:disable all
        """
    }
}

extension ServerDefinition {
    /// The modules that the bodies of functions in the server file need.
    fileprivate var innerModules: [String] {
        let modules = (http?.extensionModules ?? []) + (telemetry == .otlp ? ["MCPServerOTLP"] : [])
        return modules.sorted()
    }
}

extension HTTPDefinition {
    /// The modules beside `MCPServerHTTP` that what it says needs.
    fileprivate var extensionModules: [String] {
        let readsTokens = routes.contains { route in
            route.stages.contains { stage in
                if case .authenticate(let settings) = stage.kind { settings.jwt != nil } else { false }
            }
        }
        return (readsTokens ? ["MCPServerJWT"] : []) + (tls != nil ? ["MCPServerTLS"] : [])
    }
}
