import ToolModel
import ToolValidation

/// What all translators of a server share.
struct TranslationContext {
    /// The user's type that implements the tools, and the functions that schemas name.
    let implementation: String
    /// The named types by their Swift names.
    let declarations: [String: NamedDeclaration]

    /// The named types as they are defined.
    let definitions: [String: Schema]

    init(_ server: NamedServer) {
        implementation = server.implementation
        definitions = Dictionary(server.definition.types.map { ($0.name, $0.schema) }) { first, _ in first }
        let declared = server.files.flatMap(\.types).map(\.declared)
        declarations = Dictionary(declared.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The properties of the object that a schema is, itself or by its name.
    func properties(of named: NamedSchema) -> [NamedProperty] {
        guard case .object(let object)? = declaration(of: named)?.kind else { return [] }
        return object.properties
    }

    /// Whether the values are those of an enumeration of texts, declared in the schema itself or elsewhere.
    func isChoice(_ named: NamedSchema) -> Bool {
        if case .choice? = declaration(of: named)?.kind { true } else { false }
    }

    /// Whether the values are those of an enumeration of which one may hold `null`, or nothing.
    func isNullableUnion(_ named: NamedSchema) -> Bool {
        guard case .union(let union)? = declaration(of: named)?.kind else { return false }
        return union.options.contains { option in
            let shape = option.value.shape
            return shape.mayBeNull || shape.mayBeAbsent || !option.kinds.isDisjoint(with: [.null, .absent])
        }
    }

    private func declaration(of named: NamedSchema) -> NamedDeclaration? {
        var declaration: NamedDeclaration?
        switch named.core {
        case .declared(let own): declaration = own
        case .reference(let name): declaration = declarations[name]
        default: return nil
        }
        while case .alias(let name)? = declaration?.kind { declaration = declarations[name] }
        return declaration
    }

    /// A call of one of the user's functions: `CalculatorApp.isEven($0)`.
    func function(_ name: String, _ arguments: Expression...) -> Expression {
        .call(.name(implementation).member(Identifier.quoted(name)), arguments.map { .init(nil, $0) })
    }
}
