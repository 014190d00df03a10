import Diagnostics
import ToolModel
import ToolValidation

/// Finds out what the names of an expression stand for, and whether its values fit together.
struct TypeChecker {
    let properties: [Property]
    let types: [String: Schema]

    /// A value with what can be done with it.
    private enum Value {
        case condition(Condition)
        case number(Quantity)
        case text(TextOperand, values: [String]?)
        case moment(PropertyPath, TextForm, isDate: Bool)
        case list(PropertyPath)
        case constants([Syntax])
        case other(PropertyPath, PropertyType)

        var words: String {
            switch self {
            case .condition: "true or false"
            case .number: "a number"
            case .text: "a text"
            case .moment(_, let form, let isDate): PropertyType.moment(form, isDate: isDate).words
            case .list, .constants: "a list"
            case .other(_, let type): type.words
            }
        }
    }

    /// The condition that an expression is.
    func condition(_ syntax: Syntax) throws(Fault) -> Condition {
        switch syntax.kind {
        case .not(let operand): return .not(try condition(operand))
        case .all(let operands): return .all(try conditions(operands))
        case .any(let operands): return .any(try conditions(operands))
        default: break
        }
        let value = try value(syntax)
        guard case .condition(let condition) = value else {
            throw Fault(.type, at: syntax.range, "expected something that is true or false, but this is \(value.words)")
        }
        return condition
    }

    private func conditions(_ operands: [Syntax]) throws(Fault) -> [Condition] {
        var conditions: [Condition] = []
        for operand in operands { conditions.append(try condition(operand)) }
        return conditions
    }

    private func value(_ syntax: Syntax) throws(Fault) -> Value {
        switch syntax.kind {
        case .number(let value): return .number(.constant(value))
        case .text(let text): return .text(.constant(text), values: nil)
        case .boolean(let value): return .condition(.constant(value))
        case .list(let elements): return .constants(elements)
        case .path(let names): return try property(names)
        case .call(let name, let arguments): return try call(name, arguments, syntax.range)
        case .negated(let operand): return .number(.negated(try number(operand, of: "-")))
        case .not, .all, .any: return .condition(try condition(syntax))
        case .binary("in", let element, let list): return .condition(try membership(element, list))
        case .binary(let sign, let left, let right):
            if let relation = Relation(rawValue: sign) {
                return .condition(try comparison(left, relation, right, syntax.range))
            }
            guard let operation = Quantity.Operation(rawValue: sign) else { return .condition(.constant(true)) }
            return .number(.calculated(try number(left, of: sign), operation, try number(right, of: sign)))
        }
    }

    private func number(_ syntax: Syntax, of sign: String) throws(Fault) -> Quantity {
        let value = try value(syntax)
        guard case .number(let number) = value else {
            let advice = if case .list = value { "; 'size(…)' is how many elements it has" } else { "" }
            throw Fault(.type, at: syntax.range, "'\(sign)' needs numbers, but this is \(value.words)\(advice)")
        }
        return number
    }

    // MARK: - Properties

    private func property(_ names: [Syntax.Name]) throws(Fault) -> Value {
        let (path, type) = try resolve(names)
        switch type {
        case .boolean: return .condition(.property(path))
        case .number(let isInteger): return .number(.property(path, isInteger: isInteger))
        case .text(_, let values): return .text(.property(path), values: values)
        case .moment(let form, let isDate): return .moment(path, form, isDate: isDate)
        case .list: return .list(path)
        case .object, .other: return .other(path, type)
        }
    }

    private func resolve(_ names: [Syntax.Name]) throws(Fault) -> (PropertyPath, PropertyType) {
        var type = PropertyType.object(properties)
        for (index, name) in names.enumerated() {
            guard case .object(let properties) = type else {
                let outer = names[index - 1]
                let message = "'\(outer.text)' has no properties: it is \(type.words)"
                throw Fault(.type, at: name.range, message)
            }
            guard let property = properties.first(where: { $0.name.utf8.elementsEqual(name.text.utf8) }) else {
                throw Fault(.name, at: name.range, unknown(name.text, in: properties.map(\.name)))
            }
            type = PropertyType(property.schema, types: types)
        }
        return (PropertyPath(names.map(\.text)), type)
    }

    private func unknown(_ name: String, in names: [String]) -> String {
        if let near = Suggestion.nearest(to: name, in: names) {
            return "there is no property '\(name)'; did you mean '\(near)'?"
        }
        // `status == open` lacks quotes.
        return "there is no property '\(name)'; a text stands in quotes: \"\(name)\""
    }

    // MARK: - Functions

    private static let functions = ["has", "size", "startsWith"]

    private func call(_ name: Syntax.Name, _ arguments: [Syntax], _ range: Range<Int>) throws(Fault) -> Value {
        switch name.text {
        case "has":
            let names = try path(arguments, of: name.text, range)
            return .condition(.has(try resolve(names).0))
        case "size":
            let names = try path(arguments, of: name.text, range)
            let (path, type) = try resolve(names)
            switch type {
            case .list: return .number(.count(path))
            case .text: return .number(.length(path))
            default:
                throw Fault(
                    .type,
                    at: arguments[0].range,
                    "only lists and texts have a size, but this is \(type.words)"
                )
            }
        case "startsWith":
            guard arguments.count == 2 else {
                throw Fault(.syntax, at: range, "'startsWith' takes two texts: startsWith(name, \"a\")")
            }
            return .condition(.starts(try text(arguments[0]), with: try text(arguments[1])))
        default:
            let near = Suggestion.nearest(to: name.text, in: Self.functions).map { "; did you mean '\($0)'?" }
            let advice = near ?? "; there are 'has', 'size' and 'startsWith'"
            throw Fault(.name, at: name.range, "there is no function '\(name.text)'\(advice)")
        }
    }

    private func path(_ arguments: [Syntax], of function: String, _ range: Range<Int>) throws(Fault) -> [Syntax.Name] {
        guard arguments.count == 1, case .path(let names) = arguments[0].kind else {
            throw Fault(.syntax, at: range, "'\(function)' takes the name of one property")
        }
        return names
    }

    private func text(_ syntax: Syntax) throws(Fault) -> TextOperand {
        let value = try value(syntax)
        guard case .text(let text, _) = value else {
            throw Fault(.type, at: syntax.range, "expected a text, but this is \(value.words)")
        }
        return text
    }

    // MARK: - Relations

    private func comparison(
        _ left: Syntax,
        _ relation: Relation,
        _ right: Syntax,
        _ range: Range<Int>
    ) throws(Fault) -> Condition {
        let isEquality = relation == .equal || relation == .notEqual
        let values = (try value(left), try value(right))
        switch values {
        case (.number(let one), .number(let other)): return .numbers(one, relation, other)
        case (.text(let one, let names), .text(let other, let otherNames)):
            guard isEquality else {
                let message = "texts have no order here; dates do, with 'format: date' or 'datetime' on both properties"
                throw Fault(.type, at: range, message)
            }
            try check(other, at: right, among: names)
            try check(one, at: left, among: otherNames)
            return .texts(one, isEqual: relation == .equal, other)
        case (.moment(let one, let form, let isDate), .moment(let other, let otherForm, let isOtherDate)):
            guard form == otherForm, isDate == isOtherDate else {
                let message = "these are not of one form: give both the same 'format' and, if any, 'as: date'"
                throw Fault(.type, at: range, message)
            }
            return .moments(.property(one, isDate: isDate), relation, .property(other, isDate: isDate))
        case (.moment(let path, let form, let isDate), .text(.constant(let text), _)):
            let constant = try moment(text, of: form, isDate, at: right)
            return .moments(.property(path, isDate: isDate), relation, constant)
        case (.text(.constant(let text), _), .moment(let path, let form, let isDate)):
            let constant = try moment(text, of: form, isDate, at: left)
            return .moments(constant, relation, .property(path, isDate: isDate))
        case (.condition(let one), .condition(let other)) where isEquality:
            return try equality(one, other, isEqual: relation == .equal, range)
        default:
            let (one, other) = (values.0.words, values.1.words)
            let sign = "'\(relation.rawValue)'"
            guard one == other else { throw Fault(.type, at: range, "\(sign) cannot compare \(one) and \(other)") }
            throw Fault(.type, at: range, "\(sign) cannot compare values each of which is \(one)")
        }
    }

    private func equality(
        _ one: Condition,
        _ other: Condition,
        isEqual: Bool,
        _ range: Range<Int>
    ) throws(Fault) -> Condition {
        switch (one, other) {
        case (.property(let one), .property(let other)): return .booleans(one, isEqual: isEqual, other)
        case (.constant(let value), .property), (.property, .constant(let value)):
            let property = if case .property = one { one } else { other }
            return value == isEqual ? property : .not(property)
        default:
            throw Fault(
                .type,
                at: range,
                "conditions are joined by 'and' and 'or'; only properties and true or false compare"
            )
        }
    }

    /// A constant that the property can never be is a mistake.
    private func check(_ text: TextOperand, at syntax: Syntax, among values: [String]?) throws(Fault) {
        guard case .constant(let text) = text, let values,
            !values.contains(where: { $0.utf8.elementsEqual(text.utf8) })
        else { return }
        let near = Suggestion.nearest(to: text, in: values).map { "; did you mean \"\($0)\"?" } ?? ""
        throw Fault(.type, at: syntax.range, "the property is never \"\(text)\"\(near)")
    }

    private func moment(_ text: String, of form: TextForm, _ isDate: Bool, at syntax: Syntax) throws(Fault)
        -> MomentOperand
    {
        guard !isDate else {
            throw Fault(.type, at: syntax.range, "what has 'as: date' compares only with another such property")
        }
        let format: StringFormat = form == .date ? .date : .datetime(.init(allowsOffset: true))
        guard format.admits(text) else {
            let example = form == .date ? "2024-02-29" : "2024-02-29T12:30:00Z"
            throw Fault(.type, at: syntax.range, "expected a constant such as \"\(example)\"")
        }
        return .constant(text)
    }

    private func membership(_ element: Syntax, _ list: Syntax) throws(Fault) -> Condition {
        guard case .list(let constants) = list.kind, !constants.isEmpty else {
            throw Fault(.type, at: list.range, "'in' needs a list of constants: x in [\"a\", \"b\"]")
        }
        let value = try value(element)
        switch value {
        case .number(let number):
            var numbers: [Double] = []
            for constant in constants {
                guard case .number(let value) = constant.kind else { throw unlike(constant, "a number") }
                numbers.append(value)
            }
            return .isNumber(number, among: numbers)
        case .text(let text, let values):
            var texts: [String] = []
            for constant in constants {
                guard case .text(let value) = constant.kind else { throw unlike(constant, "a text") }
                try check(.constant(value), at: constant, among: values)
                texts.append(value)
            }
            return .isText(text, among: texts)
        default: throw Fault(.type, at: element.range, "'in' looks for a number or a text, but this is \(value.words)")
        }
    }

    private func unlike(_ constant: Syntax, _ words: String) -> Fault {
        Fault(.type, at: constant.range, "expected \(words), as what is looked for")
    }
}
