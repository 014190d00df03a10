import ToolModel

/// A function of the user's that a schema names, with the Swift types of its parameter and result.
struct NamedFunction: Hashable {
    /// What the function does with a value.
    enum Role: Hashable {
        /// It says whether the value is right.
        case predicate
        /// It reports what is wrong with the value.
        case report
        /// It makes a value.
        case conversion(result: String)
        /// It changes the value, without anything to report.
        case change
    }

    var name: String
    var role: Role
    /// The type of the value.
    var value: String

    /// Whether it takes or makes a value of a type that Foundation declares, which is always written with its module.
    var needsFoundation: Bool {
        var types = [value]
        if case .conversion(let result) = role { types.append(result) }
        return types.contains { $0.contains("Foundation.") }
    }
}

extension NamedServer {
    /// The functions that schemas name, each once, in the order in which they are met.
    var functions: [NamedFunction] {
        var collector = FunctionCollector()
        for file in files {
            for type in file.types { collector.collect(type.declared, at: type.declared.name, outer: [:]) }
            for tool in file.tools {
                for part in [tool.input, tool.output].compactMap(\.self) {
                    collector.collect(part, at: "\(tool.typeName).\(part.name)", outer: [:])
                }
            }
            for payload in file.handlers.compactMap(\.payload) {
                collector.collect(payload, at: payload.name, outer: [:])
            }
        }
        return collector.functions
    }
}

/// Goes through all types, and knows what each is called from outside.
private struct FunctionCollector {
    private(set) var functions: [NamedFunction] = []
    private var seen: Set<NamedFunction> = []

    mutating func collect(_ declaration: NamedDeclaration, at path: String, outer: [String: String]) {
        var names = outer
        names[declaration.name] = path
        let values = declaration.values
        for nested in values.flatMap(\.declared) { names[nested.name] = "\(path).\(nested.name)" }
        var before = ValueShape(.nominal(declaration.name))
        for step in declaration.checks { before = collect(step, behind: before, names) }
        for value in values { collect(value, names) }
        for nested in values.flatMap(\.declared) {
            collect(nested, at: "\(path).\(nested.name)", outer: names)
        }
    }

    private mutating func collect(_ value: NamedSchema, _ names: [String: String]) {
        for part in value.core.parts { collect(part, names) }
        var before = value.coreShape
        for step in value.steps { before = collect(step, behind: before, names) }
    }

    private mutating func collect(
        _ step: NamedStep,
        behind before: ValueShape,
        _ names: [String: String]
    ) -> ValueShape {
        func type(_ shape: ValueShape) -> String { shape.replacingNames { names[$0] ?? $0 }.swiftType }
        switch step.kind {
        case .refine(let refinement): add(refinement.name, .predicate, type(before))
        case .superRefine(let name): add(name, .report, type(before))
        case .overwrite(let name): add(name, .change, type(before))
        case .transform(let name, _): add(name, .conversion(result: type(step.shape)), type(before))
        default: break
        }
        if let target = step.target, case .pipe = step.kind { collect(target, names) }
        return step.shape
    }

    private mutating func add(_ name: String, _ role: NamedFunction.Role, _ value: String) {
        let function = NamedFunction(name: name, role: role, value: value)
        if seen.insert(function).inserted { functions.append(function) }
    }
}

extension NamedDeclaration {
    /// The values that the type is made of.
    var values: [NamedSchema] {
        switch kind {
        case .object(let object): object.properties.map(\.value) + (object.additional.map { [$0.value] } ?? [])
        case .tuple(let tuple): tuple.items.map(\.value) + (tuple.rest.map { [$0.value] } ?? [])
        case .union(let union): union.options.map(\.value)
        case .intersection(let both): [both.first, both.second]
        case .wrapper(let value): [value]
        case .choice, .alias: []
        }
    }
}

extension NamedCore {
    /// The values that a value without a type of its own is made of.
    fileprivate var parts: [NamedSchema] {
        switch self {
        case .array(let element, _), .set(let element, _): [element]
        case .record(let keys, let values, _), .map(let keys, let values, _): [keys, values]
        case .both(let first, let second): [first, second]
        default: []
        }
    }
}
