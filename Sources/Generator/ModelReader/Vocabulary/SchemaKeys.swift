internal import Diagnostics
internal import YAMLReader

/// The vocabulary of schemas, made ready to look up: this is asked for every key of every schema.
enum SchemaKeys {
    static let statements = Set(Vocabulary.statements.known)
    static let steps = Set(Vocabulary.steps.known)

    private static let rulesByType = Dictionary(
        uniqueKeysWithValues: TypeName.allCases.map { ($0, Set(Vocabulary.rules(of: $0).known)) }
    )
    private static let partsByType = Dictionary(
        uniqueKeysWithValues: TypeName.allCases.map { ($0, Set(Vocabulary.parts(of: $0).known)) }
    )

    static func rules(of type: TypeUse) -> Set<String> { type.builtIn.flatMap { rulesByType[$0] } ?? [] }
    static func parts(of type: TypeUse) -> Set<String> { type.builtIn.flatMap { partsByType[$0] } ?? [] }

    /// Whether any schema may have the key, now or later.
    static func isKnown(_ key: String) -> Bool {
        key == "checks" || statements.contains(key) || steps.contains(key) || !TypeName.having(key).isEmpty
    }

    /// Reports a key that a schema of that type does not have.
    static func refuse(_ key: YAMLScalar, of type: TypeUse, _ reading: inout Reading) {
        let name = key.text
        let own = type.builtIn.map { Vocabulary.rules(of: $0) + Vocabulary.parts(of: $0) } ?? KeySet()
        if own.planned.contains(name) {
            reading.error(.notSupported, at: key.location, "'\(name)' of type '\(type.name)' is not supported yet")
            return
        }
        let others = TypeName.having(name)
        if !others.isEmpty {
            let types = list(others.map(\.rawValue), joinedBy: "and")
            let message =
                type.builtIn == nil
                ? "'\(type.name)' is a named type: '\(name)' stands where it is declared, under 'types'"
                : "type '\(type.name)' has no '\(name)': it is for \(types)"
            reading.error(.misplacedRule, at: key.location, message)
            return
        }
        let everything = KeySet(["type", "checks"]) + own + Vocabulary.modifiers
        let subject = "a schema of type '\(type.name)'"
        let advice = nearest(to: name, in: everything).map { "; did you mean '\($0)'?" } ?? ""
        reading.error(.unknownKey, at: key.location, "unknown key \(quoted(name)) in \(subject)\(advice)")
    }

    /// The key that was meant: a near one, or what JSON Schema calls otherwise.
    private static func nearest(to name: String, in keys: KeySet) -> String? {
        let own = keys.known + keys.planned
        let translations = Vocabulary.jsonSchemaNames.filter { own.contains($0.value) }
        if let translation = translations[name] { return translation }
        guard let near = Suggestion.nearest(to: name, in: own + translations.keys.sorted()) else { return nil }
        return translations[near] ?? near
    }
}
