import Diagnostics
import ToolModel
import ToolValidation

/// Decides every name of the emitted code, once, in one pass that sees all of them.
///
/// Names are idiomatic where they can be, in backticks where they are keywords, and moved aside by a suffix where they
/// would hide something that generated code needs. Two tools with the same Swift name are an error, since their names
/// are what the user's code calls; two such properties of one object get numbers.
struct Namer {
    private let target: String
    private var types: NameScope
    private var diagnostics: [Diagnostic] = []

    /// Names all of a server.
    static func name(_ server: ServerDefinition, target: String) -> (NamedServer, [Diagnostic]) {
        let prefix = Identifier.upperCamelCase(target)
        let implementation = server.implementation ?? "\(prefix)App"
        let stages = server.http?.routes.flatMap(\.stages) ?? []
        var namer = Namer(target: target, taken: [implementation] + ["Tools", "Server", "Client"].map { prefix + $0 })
        namer.reserve(stages, prefix: prefix)
        let files = namer.files(server)
        let named = NamedServer(
            definition: server,
            prefix: prefix,
            implementation: implementation,
            files: files
        )
        return (named, namer.diagnostics)
    }

    private init(target: String, taken: [String]) {
        self.target = target
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
            let tools = file.tools.map { tool in
                checkCollision(of: tool, &owners)
                return self.tool(tool, fileName: name)
            }
            return NamedFile(name: name, outputName: Self.outputName(of: name, target: target), tools: tools)
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
            input: tool.input.map { object($0, name: "Input") },
            output: tool.output.map { object($0, name: "Output") }
        )
    }

    // MARK: - Types

    private func object(_ schema: Schema, name: String) -> NamedObject {
        guard case .object(let definition) = schema.type else {
            return NamedObject(name: name, schema: schema, properties: [])
        }
        var scopes = ObjectScopes(structName: name)
        let named = definition.properties.enumerated().map { index, property in
            self.property(property, at: index, &scopes)
        }
        return NamedObject(name: name, schema: schema, properties: named)
    }

    /// The names that are taken inside one struct.
    private struct ObjectScopes {
        var members = NameScope(taken: Identifier.reservedMembers)
        var locals = NameScope(taken: ["json", "issues", "object", "place", "self"])
        var statics = NameScope(taken: ["rules"])
        var types: NameScope

        init(structName: String) {
            types = NameScope(taken: Identifier.reservedTypes.union([structName]))
        }
    }

    private func property(_ property: Property, at index: Int, _ scopes: inout ObjectScopes) -> NamedProperty {
        let derived = Identifier.lowerCamelCase(property.name)
        let base = derived.isEmpty ? "property\(index + 1)" : derived
        let name = scopes.members.claim(base, suffix: Identifier.reservedMembers.contains(base) ? "Value" : "")
        return NamedProperty(
            definition: property,
            name: Identifier.quoted(name),
            localName: Identifier.quoted(scopes.locals.claim(name, suffix: "Value")),
            type: type(property.schema, name: name, &scopes)
        )
    }

    private func type(_ schema: Schema, name: String, _ scopes: inout ObjectScopes) -> NamedType {
        func rules(_ isNeeded: Bool) -> String? {
            isNeeded ? scopes.statics.claim("\(name)Rules") : nil
        }
        func typeName() -> String {
            let base = Identifier.upperCamelCase(name)
            return scopes.types.claim(base == name ? "\(base)Value" : base, suffix: "Value")
        }
        let hasMessage = schema.message != nil
        switch schema.type {
        case .string(let text): return .string(rules: rules(!text.rules.isEmpty || hasMessage))
        case .number(let number): return .number(rules: rules(!number.rules.isEmpty || hasMessage))
        case .integer(let number): return .integer(rules: rules(!number.rules.isEmpty || hasMessage))
        case .boolean: return .boolean
        case .enumeration(let values): return .choice(choice(schema, values: values, name: typeName()))
        case .literal(let values):
            return .literal(
                swiftType: Self.swiftType(of: values),
                rules: scopes.statics.claim("\(name)Rules"),
                values: scopes.statics.claim("\(name)Values")
            )
        case .array(let element, let checks):
            let rules = rules(!checks.isEmpty || hasMessage)
            let element = NamedElement(schema: element, type: type(element, name: "\(name)Element", &scopes))
            return .array(element, rules: rules)
        case .object: return .object(object(schema, name: typeName()))
        default: return .boolean
        }
    }

    private func choice(_ schema: Schema, values: [String], name: String) -> NamedChoice {
        var scope = NameScope(taken: Identifier.reservedMembers.union(["rules"]))
        let cases = values.enumerated().map { index, value in
            let derived = Identifier.lowerCamelCase(value)
            let base = derived.isEmpty ? "value\(index + 1)" : derived
            return (value, Identifier.quoted(scope.claim(base, suffix: "Value")))
        }
        return NamedChoice(name: name, schema: schema, cases: cases)
    }

    private static func swiftType(of values: [JSONValue]) -> String {
        func all(_ isKind: (JSONValue) -> Bool) -> Bool { values.allSatisfy(isKind) }
        if all({ if case .string = $0 { true } else { false } }) { return "Swift.String" }
        if all({ if case .bool = $0 { true } else { false } }) { return "Swift.Bool" }
        if all({ if case .number(let value) = $0 { Int(exactly: value) != nil } else { false } }) { return "Swift.Int" }
        if all({ if case .number = $0 { true } else { false } }) { return "Swift.Double" }
        return "JSONValue"
    }
}

extension RuleID {
    /// Two tools whose Swift names are the same.
    static let swiftNameCollision = RuleID(rawValue: "swift-name-collision")
}
