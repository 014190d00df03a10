import ToolModel
import ToolValidation

/// What a rule can do with the value of a property.
enum PropertyType {
    case boolean
    case number(isInteger: Bool)
    case text(TextForm, values: [String]?)
    /// A date, or a date with a time, of which an order is known.
    case moment(TextForm, isDate: Bool)
    /// A list, set, map or record.
    case list
    case object([Property])
    /// Nothing but to ask whether it is there; with what it is.
    case other(String)
}

/// The forms of texts that can be ordered, and that constants must have to be compared with them.
enum TextForm: Hashable {
    case plain
    case date
    /// A date with a time and a zone.
    case datetime
}

extension PropertyType {
    /// The type of what comes out of a schema.
    init(_ schema: Schema, types: [String: Schema]) {
        self.init(schema, types, within: [])
    }

    private init(_ schema: Schema, _ types: [String: Schema], within names: Set<String>) {
        if let target = schema.steps.reversed().lazy.compactMap({ $0.kind.result }).first {
            self.init(target, types, within: names)
            return
        }
        switch schema.type {
        case .boolean, .stringbool: self = .boolean
        case .number: self = .number(isInteger: false)
        case .integer: self = .number(isInteger: true)
        case .enumeration(let values): self = .text(.plain, values: values)
        case .template: self = .text(.plain, values: nil)
        case .string(let text): self.init(text)
        case .literal(let values): self.init(values)
        case .array, .set, .map, .record: self = .list
        case .object(let object): self = .object(object.properties)
        case .intersection(let left, let right):
            let sides = [left, right].map { PropertyType($0, types, within: names) }
            guard case .object(let first) = sides[0], case .object(let second) = sides[1] else {
                self = .other("an intersection")
                return
            }
            self = .object(first + second)
        case .reference(let name):
            guard let definition = types[name], !names.contains(name) else {
                self = .other("of an unknown type")
                return
            }
            self.init(definition, types, within: names.union([name]))
        case .union, .discriminatedUnion: self = .other("a union")
        case .tuple: self = .other("a tuple")
        case .any, .unknown, .json: self = .other("of any type")
        case .null, .never, .undefined: self = .other("never there")
        }
    }

    private init(_ text: StringSchema) {
        let forms = text.rules.compactMap { rule -> TextForm? in
            switch rule.kind {
            case .format(.date): .date
            case .format(.datetime(let options)) where !options.allowsLocal: .datetime
            default: nil
            }
        }
        switch (text.conversion, forms.last) {
        case (.url, _), (.uuid, _), (.data, _): self = .other("no text in Swift, but \(text.conversion?.article ?? "")")
        case (.date, let form): self = .moment(form ?? .datetime, isDate: true)
        case (nil, let form?): self = .moment(form, isDate: false)
        case (nil, nil): self = .text(.plain, values: nil)
        }
    }

    /// Literals, if they are all of one type. Swift has whole numbers as such, -0 among them.
    private init(_ values: [JSONValue]) {
        let texts = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
        let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
        if texts.count == values.count {
            self = .text(.plain, values: texts)
        } else if numbers.count == values.count {
            self = .number(isInteger: numbers.allSatisfy { Int(exactly: $0) != nil })
        } else if values.allSatisfy({ if case .bool = $0 { true } else { false } }) {
            self = .boolean
        } else {
            self = .other("of several types")
        }
    }

    /// The type in words, behind "is".
    var words: String {
        switch self {
        case .boolean: "true or false"
        case .number: "a number"
        case .text: "a text"
        case .moment(.date, _): "a date"
        case .moment: "a date with a time"
        case .list: "a list"
        case .object: "an object"
        case .other(let words): words
        }
    }
}

extension StringConversion {
    fileprivate var article: String { self == .url ? "a URL" : "\(self == .uuid ? "a UUID" : "data")" }
}

extension StepKind {
    /// The schema of what comes out of the step, where that is of another type.
    fileprivate var result: Schema? {
        switch self {
        case .transform(_, let schema), .pipe(let schema): schema
        default: nil
        }
    }
}
