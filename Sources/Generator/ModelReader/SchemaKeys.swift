internal import Diagnostics
internal import YAMLReader

/// The vocabulary of schemas, made ready to look up: this is asked for every key of every schema.
enum SchemaKeys {
    static let modifiers = Set(Vocabulary.modifiers.known)

    private static let rulesByType = Dictionary(
        uniqueKeysWithValues: TypeName.allCases.map { ($0, Set(Vocabulary.rules(of: $0).known)) }
    )
    private static let partsByType = Dictionary(
        uniqueKeysWithValues: TypeName.allCases.map { ($0, Set(Vocabulary.parts(of: $0).known)) }
    )

    static func rules(of type: TypeName) -> Set<String> { rulesByType[type] ?? [] }
    static func parts(of type: TypeName) -> Set<String> { partsByType[type] ?? [] }

    /// Whether any schema may have the key, now or later.
    static func isKnown(_ key: String) -> Bool {
        key == "checks" || modifiers.contains(key) || Vocabulary.modifiers.planned.contains(key)
            || Vocabulary.partsOfPlannedTypes.contains(key) || !TypeName.having(key).isEmpty
    }

    /// Reports a key that a schema of that type does not have.
    static func refuse(_ key: YAMLScalar, of type: TypeName, _ reading: inout Reading) {
        let name = key.text
        let own = Vocabulary.rules(of: type) + Vocabulary.parts(of: type)
        if own.planned.contains(name) || Vocabulary.modifiers.planned.contains(name) {
            let message = "'\(name)' of type '\(type.rawValue)' is not supported yet"
            reading.error(.notSupported, at: key.location, message)
            return
        }
        let others = name == "checks" ? TypeName.allCases.filter { !rules(of: $0).isEmpty } : TypeName.having(name)
        if !others.isEmpty {
            let types = list(others.map(\.rawValue), joinedBy: "and")
            let message = "type '\(type.rawValue)' has no '\(name)': it is for \(types)"
            reading.error(.misplacedRule, at: key.location, message)
            return
        }
        if Vocabulary.partsOfPlannedTypes.contains(name) {
            let message = "type '\(type.rawValue)' has no '\(name)': it is for types that are not supported yet"
            reading.error(.misplacedRule, at: key.location, message)
            return
        }
        let everything = KeySet(["type", "checks"]) + own + Vocabulary.modifiers
        let subject = "a schema of type '\(type.rawValue)'"
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
