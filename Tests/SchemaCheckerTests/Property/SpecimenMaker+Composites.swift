import ToolModel
import ToolValidation

extension SpecimenMaker {
    static let composites = [
        "array", "tuple", "object", "record", "set", "map", "union", "exclusive union", "discriminated union",
        "intersection", "reference", "recursion", "cross-field rule",
    ]

    mutating func composite(levels: Int) throws -> Specimen {
        let name = name(of: Self.composites)
        count([name])
        var specimen =
            switch name {
            case "array": try array(levels)
            case "tuple": try tuple(levels)
            case "object": try object(levels)
            case "record": try record(levels)
            case "set": try set(levels)
            case "map": try map(levels)
            case "union": try union(levels)
            case "exclusive union": try exclusiveUnion(levels)
            case "discriminated union": try discriminatedUnion(levels)
            case "intersection": try intersection(levels)
            case "reference": try reference(levels)
            case "recursion": try recursion(levels)
            default: try crossField(levels)
            }
        specimen.uses.append(name)
        return specimen
    }

    /// A schema inside another one.
    private mutating func child(_ levels: Int) throws -> Specimen { try make(levels: levels - 1) }

    private func parent(_ schema: SchemaType, of children: [Specimen], _ kind: Specimen.Kind) -> Specimen {
        Specimen(
            schema: Schema(schema),
            accepted: [],
            kinds: [kind],
            uses: children.flatMap(\.uses),
            depth: 1 + (children.map(\.depth).max() ?? 0)
        )
    }

    // MARK: - Lists

    private mutating func array(_ levels: Int) throws -> Specimen {
        let child = try child(levels)
        var values: [JSONValue] = []
        for value in child.accepted.prefix(number(1...3)) where !values.contains(value) { values.append(value) }
        var (rules, own): ([Rule<ArrayRule>], [Mutation]) = ([], [])
        func fault(_ rule: String, _ elements: [JSONValue], _ code: ValidationIssue.Code) {
            own.append(Mutation(rule: rule, input: .array(elements), code: code, isSoft: true))
        }
        switch name(of: ["min (array)", "max (array)", "length (array)", "unique"]) {
        case "min (array)":
            rules.append(rule(.min(values.count)))
            fault("min (array)", Array(values.dropLast()), .tooSmall)
        case "max (array)":
            rules.append(rule(.max(values.count)))
            fault("max (array)", values + [values[0]], .tooBig)
        case "length (array)":
            let isShort = chance(1, of: 2)
            rules.append(rule(.length(values.count)))
            fault(
                "length (array)",
                isShort ? Array(values.dropLast()) : values + [values[0]],
                isShort ? .tooSmall : .tooBig
            )
        default:
            rules.append(rule(.unique))
            fault("unique", values + [values[0]], .custom)
        }
        let uses = own.map(\.rule)
        count(uses)
        let isStep = chance(1, of: 4)
        var specimen = parent(.array(child.schema, isStep ? [] : rules), of: [child], .array)
        if isStep {
            specimen.schema.append(.brand("Counted"))
            specimen.schema.append(.arrayRules(rules))
            specimen.uses.append("arrayRules")
            count(["arrayRules"])
        }
        specimen.uses += uses
        specimen.accepted = [.array(values)]
        specimen.mutations =
            own
            + child.mutations.map { mutation in
                let place = number(0...values.count - 1)
                return mutation.inside(.index(place)) { value in
                    .array(values.enumerated().map { $0.offset == place ? value : $0.element })
                }
            }
        return withWrongKind(specimen)
    }

    private mutating func tuple(_ levels: Int) throws -> Specimen {
        var items: [Specimen] = []
        for place in 0..<number(1...3) {
            items.append(try place == 0 ? child(levels) : make(levels: number(0...levels - 1)))
        }
        let rest = try chance(1, of: 3) ? leaf() : nil
        var specimen = parent(
            .tuple(items.map(\.schema), rest: rest?.schema),
            of: items + (rest.map { [$0] } ?? []),
            .array
        )
        let values = items.map { $0.accepted[0] }
        specimen.accepted = [.array(values)]
        if items.last?.absence == .accepted { specimen.accepted.append(.array(values.dropLast())) }
        for (place, item) in items.enumerated() {
            specimen.mutations += item.mutations.map { mutation in
                mutation.inside(.index(place)) { value in
                    .array(values.enumerated().map { $0.offset == place ? value : $0.element })
                }
            }
        }
        if let rest {
            specimen.accepted.append(.array(values + rest.accepted))
            let place = values.count + 1
            specimen.mutations += rest.mutations.map { mutation in
                mutation.inside(.index(place)) { .array(values + [rest.accepted[0], $0]) }
            }
        } else {
            specimen.mutations.append(Mutation(rule: "tuple, too long", input: .array(values + [1]), code: .tooBig))
            if let last = items.last, case .refused = last.absence, !last.mayBeLeftOut {
                specimen.mutations.append(
                    Mutation(rule: "tuple, too short", input: .array(values.dropLast()), code: .tooSmall)
                )
            }
        }
        return withWrongKind(specimen)
    }

    /// A set of one element and room for another, so that a wrong one is not missed.
    private mutating func set(_ levels: Int) throws -> Specimen {
        let isBounded = chance(1, of: 2)
        let child = try isBounded ? numbers() : element(levels)
        let value = child.accepted[0]
        let rules = [isBounded ? rule(ArrayRule.max(2)) : rule(.min(1))]
        var specimen = parent(.set(child.schema, rules), of: [child], .array)
        specimen.accepted = [[value], [value, value, value]]
        let name = isBounded ? "max (set)" : "min (set)"
        count([name])
        specimen.uses.append(name)
        let input: JSONValue = isBounded ? [1, 2, 3] : []
        specimen.mutations = [Mutation(rule: name, input: input, code: isBounded ? .tooBig : .tooSmall, isSoft: true)]
        specimen.mutations += child.mutations.map { $0.inside(nil) { [value, $0] } }
        return withWrongKind(specimen)
    }

    mutating func numbers() -> Specimen {
        let specimen = Specimen(
            schema: Schema(.integer(IntegerSchema())),
            accepted: [1, 2, 3],
            kinds: [.number],
            uses: []
        )
        return withWrongKind(specimen)
    }

    /// A schema that never makes nothing of a value: a set and a map leave that out.
    private mutating func element(_ levels: Int) throws -> Specimen {
        let child = try child(levels)
        let givesNothing = child.uses.contains { ["emptyToAbsent", "nullToAbsent"].contains($0) }
        return givesNothing ? numbers() : child
    }

    private mutating func map(_ levels: Int) throws -> Specimen {
        let child = try element(levels)
        let value = child.accepted[0]
        let isBounded = chance(1, of: 2)
        let rules = [isBounded ? rule(ArrayRule.max(2)) : rule(.min(1))]
        let keys = Schema(.string(StringSchema([rule(.max(1))])))
        var specimen = parent(.map(keys: keys, values: child.schema, rules), of: [child], .array)
        specimen.accepted = [[["a", value]], [["a", value], ["b", value], ["a", value]]]
        let name = isBounded ? "max (map)" : "min (map)"
        count([name])
        specimen.uses.append(name)
        let many: JSONValue = [["a", value], ["b", value], ["c", value]]
        specimen.mutations = [
            Mutation(rule: name, input: isBounded ? many : [], code: isBounded ? .tooBig : .tooSmall, isSoft: true),
            Mutation(rule: "map, pairs", input: [["a", value], 1], code: .invalidType),
            Mutation(rule: "map, key", input: [["a", value], [true, value]], code: .invalidKey),
            Mutation(
                rule: "max (string)",
                input: [["a", value], ["long", value]],
                code: .tooBig,
                path: [.key("long")],
                isSoft: true
            ),
        ]
        specimen.mutations += child.mutations.map { $0.inside(.key("b")) { [["a", value], ["b", $0]] } }
        return withWrongKind(specimen)
    }

    // MARK: - Objects

    private static let names = ["a", "name", "a-b", "é", "", "class", "10", "2", "with space", "\u{0}"]

    /// An object of properties; what becomes of other keys is chosen where it is not said.
    mutating func object(_ levels: Int, prefix: String = "", _ unknown: String? = nil) throws -> Specimen {
        var names = Self.names.shuffled(using: &random)
        var children: [(String, Specimen)] = [(prefix + names.removeLast(), try child(levels))]
        for _ in 0..<number(0...2) {
            children.append((prefix + names.removeLast(), try make(levels: number(0...max(0, levels - 2)))))
        }
        children.shuffle(using: &random)
        return try object(of: children, unknown)
    }

    private mutating func object(of children: [(String, Specimen)], _ unknown: String? = nil) throws -> Specimen {
        var properties = children.map { Property(name: $0.0, schema: $0.1.schema, location: Schema.place) }
        let members = children.map { ($0.0, $0.1.accepted[0]) }
        var (own, more): ([Mutation], [JSONValue]) = ([], [])
        for (name, child) in children {
            let others = members.filter { $0.0 != name }
            if let code = child.codeWhenAbsent {
                own.append(Mutation(rule: "required", input: .members(others), code: code, path: [.key(name)]))
            } else if child.absence == .accepted {
                more.append(.members(others))
            }
            own += child.mutations.map { $0.inside(.key(name)) { .members(others + [(name, $0)]) } }
            more += child.accepted.dropFirst().map { .members(others + [(name, $0)]) }
        }
        let unknown = unknown ?? name(of: ["strip", "reject", "keep", "unknownKeys schema"])
        var (unknownKeys, uses, rest): (UnknownKeys, [String], [Specimen]) = (.strip, [unknown], [])
        let extra = JSONValue.members(members + [("extra", 1)])
        switch unknown {
        case "reject":
            unknownKeys = .reject
            own.append(Mutation(rule: "reject", input: extra, code: .unrecognizedKeys, isSoft: true))
        case "unknownKeys schema":
            let child = try leaf()
            rest = [child]
            unknownKeys = .schema(child.schema)
            own += child.mutations.map { $0.inside(.key("extra")) { .members([("extra", $0)] + members) } }
        default:
            if unknown == "keep" { unknownKeys = .keep }
            more.append(extra)
        }
        // Nothing may stand there.
        for type in [SchemaType.never, .undefined] where chance(1, of: 3) {
            let name = type == .never ? "never" : "undefined"
            properties.append(Property(name: name, schema: Schema(type, .optional), location: Schema.place))
            uses.append(name)
            own.append(
                Mutation(rule: name, input: .members(members + [(name, 1)]), code: .invalidType, path: [.key(name)])
            )
        }
        count(uses)
        var specimen = parent(
            .object(ObjectSchema(properties, unknownKeys: unknownKeys)),
            of: children.map(\.1) + rest,
            .object
        )
        specimen.uses += uses
        specimen.accepted = [.members(members)] + more
        specimen.mutations = own
        return trimmed(withWrongKind(specimen))
    }

    private mutating func crossField(_ levels: Int) throws -> Specimen {
        var specimen = try object(levels, prefix: "x", "strip")
        guard case .object(var object) = specimen.schema.type else { return specimen }
        for name in ["low", "high"] {
            object.properties.append(
                Property(name: name, schema: Schema(.integer(IntegerSchema())), location: Schema.place)
            )
        }
        let check = LocatedText("low <= high", location: Schema.place)
        object.rules = [CrossFieldRule(check, path: [.key("high")])]
        specimen.schema.type = .object(object)
        func with(_ value: JSONValue, _ low: JSONValue, _ high: JSONValue) -> JSONValue {
            guard case .object(let object) = value else { return value }
            return .object(JSONObject([.init("high", high)] + object.members + [.init("low", low)]))
        }
        let right = specimen.accepted[0]
        specimen.accepted = specimen.accepted.map { with($0, 1, 1) }
        specimen.mutations = specimen.mutations.map { $0.inside(nil) { with($0, 1, 2) } }
        specimen.mutations += [
            Mutation(
                rule: "cross-field rule",
                input: with(right, 2, 1),
                code: .custom,
                path: [.key("high")],
                isSoft: true
            ),
            Mutation(rule: "type", input: with(right, 2, "1"), code: .invalidType, path: [.key("high")]),
        ]
        return specimen
    }

    private mutating func record(_ levels: Int) throws -> Specimen {
        let child = try child(levels)
        let value = child.accepted[0]
        let kind = name(of: [
            "record, strict", "record, partial", "record, loose", "record, members", "min (record)", "max (record)",
        ])
        count([kind])
        var (keys, mode) = (Schema(.string(StringSchema([rule(.startsWith("k"))]))), RecordSchema.Mode.strict)
        var rules: [Rule<ArrayRule>] = []
        let base: [(String, JSONValue)] = [("k1", value), ("k2", value)]
        var (own, more): ([Mutation], [JSONValue]) = ([], [])
        let other = JSONValue.members(base + [("x", value)])
        let unknownKey = Mutation(rule: kind, input: other, code: .invalidKey, path: [.key("x")])
        let unknownMember = Mutation(rule: kind, input: other, code: .unrecognizedKeys, isSoft: true)
        switch kind {
        case "record, strict": own = [unknownKey]
        case "record, loose":
            mode = .loose
            more = [.members(base + [("x", "unchecked")])]
        case "min (record)":
            rules = [rule(.min(1))]
            own = [Mutation(rule: kind, input: [:], code: .tooSmall, isSoft: true)]
        case "max (record)":
            rules = [rule(.max(3))]
            own = [
                Mutation(
                    rule: kind,
                    input: .members(base + [("k3", value), ("k4", value)]),
                    code: .tooBig,
                    isSoft: true
                )
            ]
        default:
            keys = Schema(.enumeration(["k1", "k2"]))
            own = [unknownMember]
            let first = JSONValue.members([("k1", value)])
            if kind == "record, partial" {
                mode = .partial
                more = [first, [:]]
            } else if case .refused(let code) = child.absence {
                own.append(Mutation(rule: kind, input: first, code: code, path: [.key("k2")]))
            }
        }
        let schema = RecordSchema(keys: keys, values: child.schema, mode: mode, rules: rules)
        var specimen = parent(.record(schema), of: [child], .object)
        specimen.uses.append(kind)
        specimen.accepted = [.members(base)] + more
        specimen.mutations =
            own + child.mutations.map { $0.inside(.key("k2")) { .members([("k2", $0), ("k1", value)]) } }
        return withWrongKind(specimen)
    }

    // MARK: - Choices

    /// Options of different kinds, so that a fault in what one of them takes is no value of another.
    private mutating func union(_ levels: Int) throws -> Specimen {
        var options: [Specimen] = []
        var kinds: Set<Specimen.Kind> = []
        var place = -1
        while options.count < (place < 3 ? 3 : 2) {
            place += 1
            let option = try place < 3 ? child(levels) : leaf(["boolean", "number", "enum", "null"])
            guard case .refused = option.absence, kinds.isDisjoint(with: option.kinds) else { continue }
            // One that takes everything leaves nothing to others.
            guard option.kinds.count < 4 else { continue }
            options.append(option)
            kinds.formUnion(option.kinds)
        }
        options.shuffle(using: &random)
        let isExclusive = chance(1, of: 3)
        var specimen = parent(.union(options.map(\.schema), isExclusive: isExclusive), of: options, .null)
        specimen.kinds = kinds
        specimen.mayBeLeftOut = options.contains(where: \.mayBeLeftOut)
        specimen.absence = .refused(.invalidUnion)
        specimen.accepted = options.flatMap { $0.accepted.prefix(2) }
        for option in options {
            for mutation in option.mutations where option.kinds.contains(mutation.input.kind) {
                var mutation = mutation
                if isExclusive || !mutation.isSoft {
                    mutation.code = .invalidUnion
                    mutation.path = []
                    mutation.isSoft = false
                }
                specimen.mutations.append(mutation)
            }
        }
        return withWrongKind(specimen, .invalidUnion)
    }

    private mutating func exclusiveUnion(_ levels: Int) throws -> Specimen {
        // Arrays that are short, and those that are long: what is neither or both breaks the rule.
        let child = try child(levels)
        let (value, isOverlapping) = (child.accepted[0], chance(1, of: 2))
        func array(_ rule: Rule<ArrayRule>) -> Schema { Schema(.array(child.schema, [rule])) }
        let options = [array(rule(.max(1))), array(rule(.min(isOverlapping ? 1 : 3)))]
        var specimen = parent(.union(options, isExclusive: true), of: [child], .array)
        specimen.depth += 1
        specimen.absence = .refused(.invalidUnion)
        specimen.accepted = isOverlapping ? [[], [value, value]] : [[], [value], [value, value, value]]
        let input: JSONValue = isOverlapping ? [value] : [value, value]
        specimen.mutations = [Mutation(rule: "exclusive union", input: input, code: .invalidUnion)]
        specimen.mutations += child.mutations.map { mutation in
            var mutation = mutation.inside(nil) { [value, value, $0] }
            (mutation.code, mutation.isSoft) = (.invalidUnion, false)
            mutation.path = []
            return mutation
        }
        return withWrongKind(specimen, .invalidUnion)
    }

    private mutating func discriminatedUnion(_ levels: Int) throws -> Specimen {
        var options: [Specimen] = []
        for value in [JSONValue.string("first"), 2] {
            let literal = Specimen(
                schema: Schema(.literal([value])),
                accepted: [value],
                kinds: [value.kind],
                absence: .unknown,
                uses: []
            )
            options.append(try object(of: [("kind", literal), ("value", child(levels))], "strip"))
        }
        var specimen = parent(
            .discriminatedUnion(DiscriminatedUnionSchema("kind", options.map(\.schema))),
            of: options,
            .object
        )
        specimen.accepted = options.flatMap { $0.accepted.prefix(3) }
        specimen.mutations = options.flatMap { $0.mutations.filter { $0.input.kind == .object } }
        for input in [["kind": "third", "value": 1], ["value": 1], ["kind": [1]]] as [JSONValue] {
            specimen.mutations.append(
                Mutation(rule: "discriminated union", input: input, code: .invalidUnion, path: [.key("kind")])
            )
        }
        return withWrongKind(specimen)
    }

    private mutating func intersection(_ levels: Int) throws -> Specimen {
        let (left, right) = (try object(levels, prefix: "l", "strip"), try object(levels, prefix: "r", "strip"))
        var specimen = parent(.intersection(left.schema, right.schema), of: [left, right], .object)
        specimen.absence = .unknown
        func both(_ left: JSONValue, _ right: JSONValue) -> JSONValue {
            guard case .object(let left) = left, case .object(let right) = right else { return left }
            return .object(JSONObject(left.members + right.members.filter { left[$0.key] == nil }))
        }
        specimen.accepted = [both(left.accepted[0], right.accepted[0])]
        // A key that both have is wrong twice.
        func isOwn(_ mutation: Mutation) -> Bool {
            mutation.input.kind == .object && mutation.path.first != .key("never")
                && mutation.path.first != .key("undefined")
        }
        specimen.mutations += left.mutations.filter(isOwn).map { $0.inside(nil) { both($0, right.accepted[0]) } }
        specimen.mutations += right.mutations.filter(isOwn).map { $0.inside(nil) { both(left.accepted[0], $0) } }
        return specimen
    }

    // MARK: - Named types

    private mutating func reference(_ levels: Int) throws -> Specimen {
        var specimen = try child(levels)
        let name = "Type\(types.count)"
        types.append(TypeDefinition(name: name, schema: specimen.schema, location: Schema.place))
        specimen.schema = Schema(.reference(name))
        specimen.depth += 1
        return specimen
    }

    /// A list in which every element holds the next.
    private mutating func recursion(_ levels: Int) throws -> Specimen {
        let child = try child(levels)
        let name = "Type\(types.count)"
        let next = Property(name: "next", schema: Schema(.reference(name), .optional), location: Schema.place)
        let value = Property(name: "value", schema: child.schema, location: Schema.place)
        types.append(
            TypeDefinition(name: name, schema: Schema(.object(ObjectSchema([next, value]))), location: Schema.place)
        )
        var specimen = parent(.reference(name), of: [child], .object)
        let last: JSONValue = ["value": child.accepted[0]]
        specimen.accepted = [last, ["value": child.accepted[0], "next": ["next": last, "value": child.accepted[0]]]]
        specimen.mutations = child.mutations.map { mutation in
            mutation.inside(.key("value")) { ["value": $0] }
                .inside(.key("next")) { ["value": child.accepted[0], "next": $0] }
                .inside(.key("next")) { ["next": $0, "value": child.accepted[0]] }
        }
        return withWrongKind(specimen)
    }
}
