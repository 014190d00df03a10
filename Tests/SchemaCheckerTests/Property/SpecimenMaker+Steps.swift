import ToolModel
import ToolValidation

extension SpecimenMaker {
    static let steps = [
        "optional", "nonoptional", "nullable", "readonly", "brand", "default", "prefault", "catch", "refine",
        "superRefine",
        "overwrite", "transform", "pipe",
    ]
    static let preprocessings = Preprocessing.allCases.map(\.rawValue)

    /// A simple schema with a step that suits it.
    mutating func withStep() throws -> Specimen {
        let name = name(of: Self.steps + Self.preprocessings)
        var base: Specimen
        switch name {
        case "boolFromText": base = try leaf(["boolean"])
        case "trim", "lowercase", "refine", "superRefine", "transform": base = try leaf(["enum", "emailPattern"])
        case "emptyToAbsent", "nullToAbsent": base = stepped(try leaf(), "optional") ?? numbers()
        case "toArray", "csvToArray":
            let element = try leaf(["enum"])
            base = element
            base.schema = Schema(.array(element.schema, []))
            base.accepted = element.accepted.map { [$0] }
            base.kinds = [.array]
            base.absence = .refused(.invalidType)
            base.mutations = element.mutations.map { $0.inside(.index(1)) { [element.accepted[0], $0] } }
            base.isPlain = false
        default: base = try leaf()
        }
        return decorated(base, name)
    }

    /// A schema with one step more, where the step that was chosen suits it.
    mutating func decorated(_ specimen: Specimen) -> Specimen {
        decorated(specimen, name(of: Self.steps + Self.preprocessings))
    }

    private mutating func decorated(_ specimen: Specimen, _ name: String) -> Specimen {
        let preprocessing = Preprocessing(rawValue: name)
        let result = preprocessing.map { preprocessed(specimen, $0) } ?? stepped(specimen, name)
        guard var result, !result.accepted.isEmpty else { return specimen }
        count([name])
        result.uses.append(name)
        return result
    }

    private mutating func stepped(_ specimen: Specimen, _ name: String) -> Specimen? {
        var result = specimen
        func steps(_ kinds: StepKind...) { for kind in kinds { result.schema.append(kind) } }
        let constant = LocatedValue(specimen.accepted[0], location: Schema.place)
        switch name {
        case "optional":
            steps(.optional)
            result.absence = .accepted
        case "nonoptional":
            guard specimen.absence != .accepted else { return nil }
            steps(.optional, .nonoptional)
            result.mayBeLeftOut = false
            result.absence = .refused(.invalidType)
        case "nullable":
            steps(.nullable)
            result.accepted.append(.null)
            result.kinds.insert(.null)
            result.mutations.removeAll { $0.input == .null }
        case "readonly": steps(.readonly)
        case "brand": steps(.brand("Branded"))
        case "default":
            steps(.defaultValue(constant))
            result.absence = .accepted
        case "prefault":
            steps(.prefault(constant))
            result.absence = .accepted
        case "catch":
            steps(.catchValue(constant))
            result.accepted += specimen.mutations.map(\.input)
            result.mutations = []
            result.kinds = Set(Specimen.Kind.allCases)
            result.absence = .accepted
            result.isPlain = false
        case "overwrite":
            let function = functionName("overwrite")
            transforms[function] = { value, _ in value }
            steps(.overwrite(function))
        case "pipe":
            result.schema = Schema(.unknown, .pipe(specimen.schema))
            result.mayBeLeftOut = false
            if specimen.absence == .accepted { result.absence = .missing }
        default: return judged(specimen, name)
        }
        return result
    }

    /// A schema behind which a function of the user's refuses one of the values that it accepts.
    private mutating func judged(_ specimen: Specimen, _ name: String) -> Specimen? {
        guard specimen.isPlain, specimen.accepted.count > 1, case .refused = specimen.absence else { return nil }
        var result = specimen
        let refused = result.accepted.removeLast()
        guard !result.accepted.contains(refused) else { return nil }
        let function = functionName(name)
        var fault = Mutation(rule: name, input: refused, code: .custom, isSoft: true)
        switch name {
        case "refine":
            predicates[function] = { $0 != refused }
            let path: [ValidationIssue.PathElement] = chance(1, of: 3) ? [.key("detail")] : []
            fault.path = path
            fault.isSoft = !chance(1, of: 4)
            result.schema.append(.refine(Refinement(function, path: path, params: ["a": 1], aborts: !fault.isSoft)))
        case "superRefine":
            reporters[function] = { value, issues in
                if value == refused { issues.append(ValidationIssue(.custom, message: "refused")) }
            }
            result.schema.append(.superRefine(function))
        default:
            transforms[function] = { value, issues in
                if value == refused { issues.append(ValidationIssue(.custom, message: "refused"), .soft) }
                return value.map { [$0] }
            }
            result.schema.append(.transform(function, to: Schema(.any)))
            result.isPlain = false
            // Nothing is converted where anything is wrong but unknown keys, so that nothing is left for later checks.
            for index in result.mutations.indices
            where result.mutations[index].isSoft && result.mutations[index].code != .unrecognizedKeys {
                (result.mutations[index].isSoft, result.mutations[index].endsPipe) = (false, true)
            }
        }
        result.mutations.append(fault)
        return result
    }

    private mutating func preprocessed(_ specimen: Specimen, _ preprocessing: Preprocessing) -> Specimen? {
        var result = specimen
        result.isPlain = false
        result.mayBeLeftOut = true
        result.schema.append(.preprocess(preprocessing))
        let mayBeAbsent = specimen.absence == .accepted
        switch preprocessing {
        case .emptyToAbsent, .nullToAbsent:
            guard mayBeAbsent else { return nil }
            let value: JSONValue = preprocessing == .nullToAbsent ? .null : ""
            result.accepted.append(value)
            result.kinds.insert(value.kind)
            result.mutations.removeAll { $0.input == value }
            return result
        default: guard case .refused = specimen.absence else { return nil }
        }
        switch preprocessing {
        case .trim:
            guard specimen.isPlain, specimen.kinds == [.string] else { return nil }
            guard isUnchanged(specimen, by: TextRewrite.trim) else { return nil }
            result.accepted = specimen.accepted.map(onText { " \($0)\n" })
        case .lowercase:
            guard specimen.isPlain, specimen.kinds == [.string] else { return nil }
            guard isUnchanged(specimen, by: TextRewrite.toLowerCase) else { return nil }
            result.accepted += specimen.accepted.map(onText { $0.uppercased() })
        case .boolFromText:
            guard specimen.kinds == [.boolean], specimen.accepted.contains(true) else { return nil }
            result.accepted.append(one(of: ["true", "TRUE", "True"]))
            result.kinds.insert(.string)
        case .toArray:
            guard specimen.kinds == [.array] else { return nil }
            result.accepted += specimen.accepted.compactMap { value in
                guard case .array(let elements) = value, elements.count == 1, elements[0].kind != .array else {
                    return nil
                }
                return elements[0]
            }
            guard result.accepted.count > specimen.accepted.count else { return nil }
            // Any other value is an element now.
            result.mutations.removeAll { $0.input.kind != .array }
            result.kinds = Set(Specimen.Kind.allCases)
            result.absence = .unknown
        case .csvToArray:
            guard specimen.kinds == [.array], case .array(let elements)? = specimen.accepted.first else { return nil }
            let texts = elements.compactMap {
                if case .string(let text) = $0, !text.contains(",") { text } else { nil }
            }
            guard texts.count == elements.count, !texts.isEmpty else { return nil }
            result.accepted.append(.string(texts.joined(separator: ",")))
            result.mutations.removeAll { $0.input.kind == .string }
            result.kinds.insert(.string)
        default:
            result.mutations = specimen.mutations.filter { $0.input.kind != .string }
            result.mutations = result.mutations.map { $0.inside(nil) { .string($0.jsonText) } }
            result.accepted = specimen.accepted.map { .string($0.jsonText) }
            result.kinds.insert(.string)
        }
        return result
    }

    private func onText(_ change: @escaping (String) -> String) -> (JSONValue) -> JSONValue {
        { if case .string(let text) = $0 { .string(change(text)) } else { $0 } }
    }

    /// Whether a rewriting leaves all inputs as they are.
    private func isUnchanged(_ specimen: Specimen, by rewrite: TextRewrite) -> Bool {
        (specimen.accepted + specimen.mutations.map(\.input)).allSatisfy { value in
            guard case .string(let text) = value else { return true }
            return rewrite.apply(to: text) == text
        }
    }
}
