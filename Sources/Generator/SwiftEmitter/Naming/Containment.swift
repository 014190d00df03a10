import ToolModel

/// Which named types contain which by value: Swift cannot lay out a struct that contains itself.
struct Containment {
    private let types: [String: Schema]
    private var reachable: [String: Set<String>] = [:]

    init(_ types: [String: Schema]) {
        self.types = types
        for name in types.keys { reachable[name] = closure(from: name) }
    }

    /// Whether a part of a named type contains that type again.
    func isRecursive(_ part: Schema, in type: String?) -> Bool {
        guard let type else { return false }
        return references(of: part).contains { $0 == type || reachable[$0]?.contains(type) == true }
    }

    private func closure(from name: String) -> Set<String> {
        var found: Set<String> = []
        var open = types[name].map { Array(references(of: $0)) } ?? []
        while let next = open.popLast() {
            guard found.insert(next).inserted, let schema = types[next] else { continue }
            open += references(of: schema)
        }
        return found
    }

    /// The named types that a schema contains by value: lists and records hold theirs elsewhere.
    private func references(of schema: Schema) -> Set<String> {
        var result: Set<String> = []
        switch schema.type {
        case .reference(let name): result.insert(name)
        case .array, .set, .record, .map, .template: break
        default: for child in schema.type.children { result.formUnion(references(of: child)) }
        }
        for step in schema.steps {
            switch step.kind {
            case .transform(_, let target), .pipe(let target): result.formUnion(references(of: target))
            default: break
            }
        }
        return result
    }
}
