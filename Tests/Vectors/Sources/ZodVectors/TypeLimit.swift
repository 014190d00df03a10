/// Where a typed value cannot be what zod's untyped one is. `Documentation/ToolsYAML.md` names each.
enum TypeLimit: String {
    /// A Swift dictionary takes keys for the same that are canonically equivalent, so that such a record is refused.
    case equivalentKeys = "two keys that are the same text to Swift"
    /// A struct has all its properties: what a default leaves out has its own default.
    case partialDefault = "a default without properties that have defaults themselves"
    /// A function is called with a value of its type, and of a value of another type there is none.
    case untypedRefinement = "a refinement, asked in any case, of a value whose type is wrong"
    /// `any` and its refinements are asked of a value that is there.
    case absentAny = "no value at all, which any takes"

    /// The limit that explains why our answer, or that of the emitted code, is not zod's.
    init?(_ vector: Vector, _ test: VectorCase, _ answer: Answer) {
        let text = test.input.map { String(decoding: $0, as: UTF8.self) } ?? ""
        if VectorJSON(text.isEmpty ? "null" : text).hasEquivalentKeys, answer.text.contains("composition") {
            self = .equivalentKeys
        } else if vector.schema.hasObjectDefault, case .output = answer {
            self = .partialDefault
        } else if vector.schema.refinesAlways, answer.text.contains("invalid_type") {
            self = .untypedRefinement
        } else if test.input == nil, vector.schema["kind"]?.string == "custom" || vector.schema["kind"]?.string == "any"
        {
            self = .absentAny
        } else {
            return nil
        }
    }

    var verdict: Verdict { .skipped(rawValue) }
}

extension VectorJSON {
    /// Whether an object in a value has keys that differ as code units alone.
    fileprivate var hasEquivalentKeys: Bool {
        switch self {
        case .array(let elements): elements.contains(where: \.hasEquivalentKeys)
        case .object(let members):
            Set(members.map(\.key)).count < members.count || members.contains(where: \.value.hasEquivalentKeys)
        default: false
        }
    }

    /// Whether an object with a default has properties with defaults.
    fileprivate var hasObjectDefault: Bool {
        if self["kind"]?.string == "default", case .object? = self["value"], self["of"]?.hasDefault == true {
            return true
        }
        return children.contains(where: \.hasObjectDefault)
    }

    private var hasDefault: Bool { self["kind"]?.string == "default" || children.contains(where: \.hasDefault) }

    fileprivate var refinesAlways: Bool {
        self["when"]?.string == "always" || children.contains(where: \.refinesAlways)
    }

    private var children: [VectorJSON] {
        switch self {
        case .array(let elements): elements
        case .object(let members): members.map(\.value)
        default: []
        }
    }
}
