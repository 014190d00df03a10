import ToolModel
import ToolValidation

extension TypeTranslator {
    /// The members of the struct of a tuple.
    func tuple(_ tuple: NamedTuple, _ declared: NamedDeclaration) -> [Declaration] {
        let items = tuple.items + (tuple.rest.map { [$0] } ?? [])
        var members = tuple.items.enumerated().flatMap { index, item in
            stored(item.name, item.value.shape, box: item.box, documentation(of: item, at: index))
        }
        if let rest = tuple.rest { members += stored("rest", rest.others, ["The elements behind those."]) }
        members.append(
            memberwise(
                tuple.items.map { item in
                    let value = item.value.shape.absentValue
                    let parameter = Declaration.Parameter(
                        item.name,
                        type: item.value.shape.swiftType,
                        defaultValue: value
                    )
                    return MemberParameter(parameter, item.name, box: item.box)
                }
                    + (tuple.rest.map {
                        [MemberParameter(.init("rest", type: $0.others.swiftType, defaultValue: .array([])), "rest")]
                    } ?? [])
            )
        )
        members += readingInitializer(reading(tuple), of: declared)
        members.append(writer(writing(tuple)))
        let rest = tuple.rest.map { [($0.name, $0.others, $0.value.schema)] } ?? []
        members += mirror(tuple.items.map { ($0.name, $0.value.shape, $0.value.schema) } + rest)
        members += items.flatMap { nestedTypes($0.value, "`\($0.name)`") }
        let rules = RulesTranslator.tuple(tuple, message: declared.schema.message)
        members.append(constant("rules", rules))
        members += items.flatMap { constants($0.value) }
        return members
    }

    private func documentation(of item: NamedItem, at index: Int) -> [String] {
        let annotations = item.value.schema.annotations
        return SwiftLiteral.documentation(
            annotations.description ?? annotations.title ?? "The element at place \(index)."
        )
    }

    private func reading(_ tuple: NamedTuple) -> [Statement] {
        let enter = Expression.call(
            .name("json").member("enterTuple"),
            [.init(nil, .name("Self").member("rules")), .init(nil, .reference("issues"))]
        )
        var body: [Statement] = [.guard([.binding(isConstant: false, "tuple", enter)], else: .return(.nil))]
        body += tuple.items.map { item in
            .variable(isConstant: false, item.name, type: "\(item.value.shape.swiftType)?", value: nil)
        }
        if let rest = tuple.rest {
            body.append(.variable(isConstant: false, "rest", type: rest.others.swiftType, value: .array([])))
        }
        let next = Expression.call(
            .name("json").member("nextPlace"),
            [.init(nil, .reference("tuple")), .init(nil, .reference("issues"))]
        )
        let cases = tuple.items.enumerated().map { index, item in
            Statement.Case(pattern: .integer(index), body: [.assign(.name(item.name), reader.expression(item.value))])
        }
        let others: Statement =
            tuple.rest.map { rest in
                .if(
                    [.binding(isConstant: true, "element", reader.expression(rest.value))],
                    then: [.expression(.name("rest").call("append", .name("element")))],
                    else: []
                )
            } ?? .expression(.name("json").call("skipValue"))
        body.append(
            tuple.items.isEmpty
                ? .while(.binding(isConstant: true, "_", next), [others])
                : .while(
                    .binding(isConstant: true, "place", next),
                    [.switch(.name("place"), cases + [.init(pattern: nil, body: [others])])]
                )
        )
        body.append(
            .guard(
                [.isTrue(.name("tuple").member("isComplete"))]
                    + tuple.items.map { .binding(isConstant: true, $0.name, nil) },
                else: .return(.nil)
            )
        )
        body += tuple.items.map { initialize($0.name, box: $0.box, from: .name($0.name)) }
        if tuple.rest != nil { body.append(.assign(.name("self").member("rest"), .name("rest"))) }
        return body
    }

    private func writing(_ tuple: NamedTuple) -> [Statement] {
        var body: [Statement] = [.expression(.name("json").call("beginArray"))]
        body += tuple.items.flatMap { WriteTranslator().statements($0.value.shape, .name("self").member($0.name)) }
        if let rest = tuple.rest {
            body.append(
                .forEach(
                    "element",
                    in: .name("self").member("rest"),
                    WriteTranslator().statements(rest.value.shape, .name("element"))
                )
            )
        }
        return body + [.expression(.name("json").call("endArray"))]
    }
}

extension NamedItem {
    /// The array of the elements behind the places.
    fileprivate var others: ValueShape { ValueShape(.array(value.shape)) }
}
