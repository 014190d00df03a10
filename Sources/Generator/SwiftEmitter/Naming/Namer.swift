import Diagnostics
import ToolModel
import ToolValidation

/// Decides every name of the emitted code, once, in one pass that sees all of them.
///
/// Names are idiomatic where they can be, in backticks where they are keywords, and moved aside by a suffix where they
/// would hide something that generated code needs. Two tools with the same Swift name are an error; of two such
/// properties, values or members the second gets a number, which is a warning.
struct Namer {
    private let target: String
    var types: NameScope
    var diagnostics: [Diagnostic] = []
    /// The named types as they are defined, and what they are called in Swift.
    let definitions: [String: Schema]
    var typeNames: [String: String] = [:]
    /// What values of the named types may be.
    let kinds: SchemaKinds
    let containment: Containment
    /// The values of named types that have no type of their own, as far as they are known.
    var wrapped: [String: ValueShape] = [:]
    /// The named types whose values are being worked out.
    var pending: Set<String> = []

    /// Names all of a server.
    static func name(_ server: ServerDefinition, target: String) -> (NamedServer, [Diagnostic]) {
        let prefix = Identifier.upperCamelCase(target)
        let implementation = server.implementation ?? "\(prefix)App"
        let stages = server.http?.routes.flatMap(\.stages) ?? []
        var namer = Namer(
            target: target,
            types: server.types,
            taken: [implementation] + ["Tools", "Server", "Client"].map { prefix + $0 }
        )
        namer.reserve(stages, prefix: prefix)
        // Types keep the names that the YAML gives them; what is derived moves aside.
        for type in server.types { namer.claimType(type) }
        let files = namer.files(server)
        namer.checkHandlers(files)
        let named = NamedServer(
            definition: server,
            prefix: prefix,
            implementation: implementation,
            files: files
        )
        return (named, namer.diagnostics)
    }

    private init(target: String, types definitions: [TypeDefinition], taken: [String]) {
        self.target = target
        self.definitions = Dictionary(definitions.map { ($0.name, $0.schema) }) { first, _ in first }
        containment = Containment(self.definitions)
        kinds = SchemaKinds(self.definitions)
        types = NameScope(
            taken: Identifier.reservedTypes.union(Identifier.reservedHTTPTypes).union(Identifier.commonTypes).union(
                taken
            )
        )
    }

    /// Keeps the names of the user's own stages free: they are declared beside the generated types.
    private mutating func reserve(_ stages: [StageUse], prefix: String) {
        let emitted = ["Tools", "Server", "Client"].map { prefix + $0 }
        let reserved = Identifier.reservedTypes.union(Identifier.reservedHTTPTypes)
            .union(Identifier.reservedInRoutes).union(emitted)
        for stage in stages {
            guard case .custom(let type) = stage.kind, let name = type.split(separator: ".").first.map(String.init)
            else { continue }
            guard reserved.contains(name) else {
                types.reserve(name)
                continue
            }
            diagnostics.append(
                Diagnostic(
                    .error,
                    at: stage.location,
                    rule: .swiftNameCollision,
                    "generated code uses the name '\(name)' for something else: give your stage's type another one"
                )
            )
        }
    }

    // MARK: - Tools

    private mutating func files(_ server: ServerDefinition) -> [NamedFile] {
        var owners: [String: ToolDefinition] = [:]
        return server.files.map { file in
            let name = String(file.path.split(separator: "/").last ?? "")
            let types = file.types.map { definition(of: $0, fileName: name) }
            let tools = file.tools.map { tool in
                checkCollision(of: tool, &owners)
                return self.tool(tool, fileName: name)
            }
            let outputName = Self.outputName(of: name, target: target)
            let handlers = handlers(server.http, in: file, fileName: name)
            return NamedFile(name: name, outputName: outputName, types: types, tools: tools, handlers: handlers)
        }
    }

    /// `tools.yaml` makes `<Target>.tools.swift`, `billing.tools.yaml` makes `billing.tools.swift`.
    static func outputName(of fileName: String, target: String) -> String {
        let suffix = ".tools.yaml"
        let stem = fileName.hasSuffix(suffix) ? String(fileName.dropLast(suffix.count)) : target
        return "\(stem).tools.swift"
    }

    private mutating func checkCollision(of tool: ToolDefinition, _ owners: inout [String: ToolDefinition]) {
        let name = baseName(of: tool)
        guard let owner = owners[name] else { return owners[name] = tool }
        guard owner.name != tool.name else { return }
        diagnostics.append(
            Diagnostic(
                .error,
                at: tool.location,
                rule: .swiftNameCollision,
                "tools '\(owner.name)' and '\(tool.name)' would both be called '\(name)' in Swift; "
                    + "give one of them another 'swiftName'",
                notes: [.init("'\(owner.name)' is here", at: owner.location)]
            )
        )
    }

    /// Gives a name to a part of a type. Where another part has it already this one gets a number, and a warning.
    mutating func claim(
        _ base: String,
        for subject: String,
        at location: SourceLocation,
        in scope: inout NameScope
    ) -> String {
        guard !scope.isReserved(base) else { return scope.claim(base, suffix: "Value") }
        let name = scope.claim(base)
        guard name != base else { return name }
        diagnostics.append(
            Diagnostic(
                .warning,
                at: location,
                rule: .swiftNameCollision,
                "\(subject) would be called '\(base)' in Swift, as another one is: it is called '\(name)'"
            )
        )
        return name
    }

    private func baseName(of tool: ToolDefinition) -> String {
        let name = Identifier.upperCamelCase(tool.swiftName ?? tool.name)
        // A name without a first letter to capitalize would be the method's as well.
        return Identifier.lowerCamelCase(name) == name ? "Tool\(name.drop { $0 == "_" })" : name
    }

    private mutating func tool(_ tool: ToolDefinition, fileName: String) -> NamedTool {
        let base = baseName(of: tool)
        let typeName = types.claim(base, suffix: "Tool")
        let method = Identifier.lowerCamelCase(base)
        let isReserved = Identifier.reservedMembers.contains(method)
        return NamedTool(
            definition: tool,
            fileName: fileName,
            typeName: typeName,
            methodName: Identifier.quoted(isReserved ? "\(method)Tool" : method),
            callName: "call\(base)",
            input: tool.input.map { part($0, name: "Input") },
            output: tool.output.map { part($0, name: "Output") }
        )
    }

    /// The type of a tool's arguments or result, or of what a webhook says, which has a name of its own whatever it is.
    mutating func part(_ schema: Schema, name: String) -> NamedDeclaration {
        if case .reference(let reference) = schema.type, schema.steps.isEmpty, let type = typeNames[reference],
            isNominal(reference)
        {
            return NamedDeclaration(name: name, schema: schema, kind: .alias(type))
        }
        return declaration(of: schema, name: name, in: nil)
    }

    private mutating func claimType(_ type: TypeDefinition) {
        let name = types.claim(type.name, suffix: "Type")
        typeNames[type.name] = name
        guard name != type.name else { return }
        diagnostics.append(
            Diagnostic(
                .error,
                at: type.location,
                rule: .swiftNameCollision,
                "generated code, or Swift itself, uses the name '\(type.name)' for something else: give the type another one"
            )
        )
    }

    private mutating func definition(of type: TypeDefinition, fileName: String) -> NamedDefinition {
        let name = typeNames[type.name] ?? type.name
        let declared = declaration(of: type.schema, name: name, in: type.name)
        return NamedDefinition(definition: type, fileName: fileName, declared: declared)
    }
}

extension RuleID {
    /// Two things that would have the same Swift name.
    static let swiftNameCollision = RuleID(rawValue: "swift-name-collision")
}
