internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// What makes an object of a named one, by zod's rules.
extension ObjectReader {
    /// The object that a name stands for, or nothing where it has been reported.
    static func object(named node: YAMLNode, for subject: String, _ reading: inout Reading) -> Base? {
        guard let name = reading.text(node, for: subject) else { return nil }
        guard reading.types.contains(name) else {
            let advice = Suggestion.nearest(to: name, in: reading.types.suggestions).map { "; did you mean '\($0)'?" }
            let message = "unknown type \(quoted(name))\(advice ?? ": no file declares it under 'types'")"
            reading.error(.unknownType, at: node.location, message)
            return nil
        }
        let reference = Schema(.reference(name), location: node.location)
        // What is wrong with the type itself has been reported there.
        guard let schema = reading.resolve(reference) else { return nil }
        guard case .object(let object) = schema.type else {
            let message = "\(subject) needs an object, and '\(name)' is none"
            reading.error(.notAnObject, at: node.location, message)
            return nil
        }
        guard schema.steps.allSatisfy(\.kind.isCheck) else {
            let message = "\(subject) needs a plain object, and '\(name)' has more than rules and refinements on it"
            reading.error(.notAnObject, at: node.location, message)
            return nil
        }
        return Base(object: object, checks: schema.steps, message: schema.message)
    }

    /// The greatest number of schemas that all derived objects together take over: types that are made of one another
    /// grow as fast as aliases do.
    private static let maximumDerivedSchemas = 250_000

    func takeOver(_ node: YAMLNode, for subject: String, _ reading: inout Reading) -> Base? {
        guard let base = Self.object(named: node, for: subject, &reading) else { return nil }
        let extent = Schema(.object(base.object), location: node.location).extent(within: Self.maximumDerivedSchemas)
        reading.derivedSchemas += extent.size
        guard reading.derivedSchemas <= Self.maximumDerivedSchemas else {
            let message =
                "the objects up to here take over more than \(Self.maximumDerivedSchemas) schemas from one another"
            reading.error(.schemaDepth, at: node.location, message)
            return nil
        }
        guard depth + extent.height <= JSONReader.maximumDepth else {
            SchemaReader.reportDepth(at: node.location, &reading)
            return nil
        }
        return base
    }

    private var isRefined: Bool { !base.checks.isEmpty || !base.object.rules.isEmpty }

    mutating func extend(_ properties: [Property], _ reading: inout Reading) {
        for property in base.object.set(properties) where isRefined {
            let message =
                "'\(property.name)' cannot be replaced: the object has rules or refinements that may speak of it"
            reading.error(.refinedObject, at: property.location, message)
            base.object.rules = []
        }
    }

    mutating func merge(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Bool {
        guard let other = takeOver(entry.value, for: "'merge'", &reading) else { return false }
        reportRefined(entry.key, &reading)
        _ = base.object.set(other.object.properties)
        base.object.unknownKeys = other.object.unknownKeys
        base.object.rules += other.object.rules
        base.checks += other.checks
        return true
    }

    mutating func select(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        guard let keys = reading.texts(entry.value, for: "'\(entry.key.text)'") else { return }
        reportRefined(entry.key, &reading)
        let names = knownNames(keys, &reading)
        let isPick = entry.key.text == "pick"
        base.object.properties.removeAll { names.contains($0.name) != isPick }
    }

    mutating func wrap(_ entry: YAMLMapping.Entry, in kind: StepKind, _ reading: inout Reading) {
        var names: Set<String>?
        if entry.value.sequence != nil {
            guard let keys = reading.texts(entry.value, for: "'\(entry.key.text)'") else { return }
            names = knownNames(keys, &reading)
        } else {
            guard let isMeant = entry.value.scalar?.bool else {
                let expected = "true or a list of properties"
                reading.reportKind(of: entry.value, expected: expected, for: "'\(entry.key.text)'")
                return
            }
            guard isMeant else { return }
        }
        // zod allows `required` here: it takes no property away.
        if kind == .optional { reportRefined(entry.key, &reading) }
        for index in base.object.properties.indices
        where names?.contains(base.object.properties[index].name) ?? true {
            base.object.properties[index].schema.steps.append(Step(kind, location: entry.key.location))
        }
    }

    private func knownNames(_ keys: [LocatedText], _ reading: inout Reading) -> Set<String> {
        let properties = base.object.properties.map(\.name)
        let known = Set(properties)
        var names: Set<String> = []
        for key in keys {
            if known.contains(key.text) {
                names.insert(key.text)
            } else {
                let advice = reading.advice(for: key.text, among: KeySet(Array(properties.prefix(50))))
                let message = "the object has no property \(quoted(key.text))\(advice)"
                reading.error(.unknownProperty, at: key.location, message)
            }
        }
        return names
    }

    private mutating func reportRefined(_ key: YAMLScalar, _ reading: inout Reading) {
        guard isRefined else { return }
        let message =
            "'\(key.text)' cannot be used on an object with rules or refinements, which may speak of any property"
        reading.error(.refinedObject, at: key.location, message)
        // What the rules speak of need not be there any more: one error says it all.
        base.object.rules = []
    }
}

extension StepKind {
    /// Whether the step leaves an object the object that it is.
    fileprivate var isCheck: Bool {
        switch self {
        case .refine, .superRefine, .overwrite, .brand: true
        default: false
        }
    }
}

extension ObjectSchema {
    /// Adds properties, or puts them in the places of those that have their names.
    ///
    /// - Returns: Those that have replaced another.
    fileprivate mutating func set(_ new: [Property]) -> [Property] {
        // Names are compared by their bytes, as JSON does.
        var places = Dictionary(zip(properties.map { Array($0.name.utf8) }, 0...)) { first, _ in first }
        var replacing: [Property] = []
        for property in new {
            if let place = places[Array(property.name.utf8)] {
                properties[place] = property
                replacing.append(property)
            } else {
                places[Array(property.name.utf8)] = properties.count
                properties.append(property)
            }
        }
        return replacing
    }
}
