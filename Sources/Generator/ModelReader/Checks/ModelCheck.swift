internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Checks what can be judged only when everything has been read.
struct ModelCheck {
    let server: ServerDefinition
    let types: TypeIndex
    /// The types that hold values of their own kind.
    let recursive: Set<String>

    init(_ server: ServerDefinition) {
        self.server = server
        let (all, index) = (server.types, TypeIndex(server.types))
        types = index
        recursive = Set(TypeCycles(of: all.map(\.name)) { index.references(of: $0) }.cycles.joined())
    }

    /// The most tools that models still choose well among.
    private static let manyTools = 100

    func run(_ reading: inout Reading) {
        let outputs = OutputCheck(server.types, types)
        if !hasEndlessTypes(&reading) { EndlessConstantCheck(types).run(on: server, &reading) }
        for schema in server.schemas { checkSchemas(in: schema, &reading) }
        for tool in server.tools {
            checkRecursion(of: tool, &reading)
            outputs.run(on: tool, &reading)
        }
        HeaderCheck(types, recursive).run(on: server, &reading)
        BindingCheck(types).run(on: server, &reading)
        CallerCheck(server, types).run(&reading)
        checkScope(&reading)
        guard server.tools.count > Self.manyTools else { return }
        reading.warning(
            .manyTools,
            at: server.location,
            "\(server.tools.count) tools are more than a model chooses well among: offer fewer, or part the server"
        )
    }

    /// What is public is the same for all callers.
    private func checkScope(_ reading: inout Reading) {
        guard let scope = server.lists.scope, scope.text == "public",
            let tool = server.tools.first(where: { !$0.scopes.isEmpty })
        else { return }
        reading.error(
            .scope,
            at: scope.location,
            "a list cannot be public where tools need scopes: a shared cache would hand it to callers without them; leave "
                + "it out",
            notes: [.init("'\(tool.name)' needs scopes", at: tool.location)]
        )
    }

    private func checkSchemas(in schema: Schema, _ reading: inout Reading) {
        schema.forEach { part in
            StepOrder.check(part, &reading)
            switch part.type {
            case .union(let options, let isExclusive):
                UnionCheck(types).run(on: options, isExclusive: isExclusive, &reading)
            case .discriminatedUnion(let union): DiscriminatorCheck(union, types).run(&reading)
            case .intersection(let left, let right): IntersectionCheck(types).run(on: left, right, &reading)
            case .record(let record): checkKeys(of: record, &reading)
            default: break
            }
        }
    }

    /// Reports the types that are made of themselves.
    private func hasEndlessTypes(_ reading: inout Reading) -> Bool {
        let cycles = TypeCycles(of: server.types.map(\.name)) { types[$0]?.schema.sidewiseReferences ?? [] }.cycles
        for cycle in cycles {
            guard let name = cycle.first, let location = types[name]?.location else { continue }
            let way = (cycle + [name]).joined(separator: " → ")
            let message = "reading a value of type '\(name)' would never end: \(way)"
            reading.error(.endlessType, at: location, message)
        }
        return !cycles.isEmpty
    }

    private func checkRecursion(of tool: ToolDefinition, _ reading: inout Reading) {
        guard let input = tool.input, !recursive.isEmpty else { return }
        let names = types.reachable(from: input.references).intersection(recursive)
        guard let name = names.min() else { return }
        reading.warning(
            .recursiveInput,
            at: input.location,
            "the arguments hold the recursive type '\(name)': some clients do not follow the '$ref' that it is told by"
        )
    }

    /// Names are texts; zod reads those that look like numbers as such, too.
    private func checkKeys(of record: RecordSchema, _ reading: inout Reading) {
        var keys = record.keys
        // That has been warned of, and is left out.
        if keys.steps.last?.kind == .optional { keys.steps.removeLast() }
        guard let keys = types.resolve(keys), let names = types.result(of: keys) else { return }
        let message: String
        if !keys.type.canBeName {
            message = "the names of a record are texts, and no text is of this type"
        } else if !names.type.canBeName {
            message = "the names of a record are texts, and these become something else"
        } else if names.presence(types.schemas).mayOutputNothing || names.mayBecomeNull {
            message = "the names of a record are always there, and never null: leave out what says otherwise"
        } else {
            return
        }
        reading.error(.recordKeys, at: record.keys.location, message)
    }
}

extension Schema {
    /// Whether `null` is accepted by a step, or put in the place of something.
    fileprivate var mayBecomeNull: Bool {
        steps.contains { step in
            switch step.kind {
            case .nullable: true
            case .defaultValue(let value), .catchValue(let value): value.value == .null
            default: false
            }
        }
    }
}

extension SchemaType {
    fileprivate var canBeName: Bool {
        switch self {
        case .string, .number, .integer, .enumeration, .literal, .template, .stringbool, .union, .intersection, .any,
            .unknown, .json, .reference:
            true
        case .boolean(let isCoerced): isCoerced
        case .array, .tuple, .object, .record, .set, .map, .discriminatedUnion, .null, .never, .undefined: false
        }
    }
}
