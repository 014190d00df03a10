internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// The types of all files by name. One is read when it is first asked for, since another may be made of it.
struct TypeTable {
    fileprivate enum State {
        case unread(YAMLNode, in: YAMLDocument)
        case isBeingRead
        case read(TypeDefinition?)
    }

    /// The names, in the order in which they stand in the files.
    private(set) var names: [String] = []
    private var locations: [String: SourceLocation] = [:]
    fileprivate var states: [String: State] = [:]
    /// How many schemas may be open when another type has to be read, which bounds the recursion.
    fileprivate static let maximumNesting = 64

    /// Names to suggest in place of misspelt ones: comparing with any number of them would take too long.
    var suggestions: some Collection<String> { names.prefix(500) }

    func contains(_ name: String) -> Bool { locations[name] != nil }

    /// Where a name is declared.
    func location(of name: String) -> SourceLocation? { locations[name] }

    mutating func add(_ entry: YAMLMapping.Entry, in document: YAMLDocument) {
        let name = entry.key.text
        names.append(name)
        locations[name] = entry.key.location
        states[name] = .unread(entry.value, in: document)
    }
}

extension Reading {
    /// What a type says, or nothing where it is not known or could not be read.
    ///
    /// A type that is being read already cannot be made of itself: that is reported at the place that asks.
    mutating func definition(of name: String, for asker: SourceLocation) -> TypeDefinition? {
        guard let location = types.location(of: name), let state = types.states[name] else { return nil }
        switch state {
        case .read(let definition): return definition
        case .isBeingRead:
            let notes = [Diagnostic.Note("'\(name)' is declared here", at: location)]
            error(.endlessType, at: asker, "'\(name)' cannot be made of itself: it is being read here", notes: notes)
            return nil
        case .unread(let node, let document):
            guard openSchemas < TypeTable.maximumNesting else {
                let message = "too many types are made of one another here: declare '\(name)' above what is made of it"
                error(.schemaDepth, at: asker, message)
                return nil
            }
            let asking = self.document
            self.document = document
            types.states[name] = .isBeingRead
            let schema = TypesReader.schema(of: name, node, at: location, &self)
            let definition = schema.map { TypeDefinition(name: name, schema: $0, location: location) }
            types.states[name] = .read(definition)
            self.document = asking
            return definition
        }
    }

    /// What a schema is at last, when the names of types that it consists of are followed.
    mutating func resolve(_ schema: Schema) -> Schema? {
        var (schema, seen) = (schema, Set<String>())
        while case .reference(let name) = schema.type {
            // An endless chain is reported with all types.
            guard seen.insert(name).inserted, let next = definition(of: name, for: schema.location) else { return nil }
            schema = next.schema
        }
        return schema
    }
}
