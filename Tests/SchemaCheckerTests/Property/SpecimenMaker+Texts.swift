import PatternCompiler
import ToolModel
import ToolValidation

extension SpecimenMaker {
    static let stringRules = [
        "min (string)", "max (string)", "length (string)", "regex", "startsWith", "endsWith", "includes", "lowercase",
        "uppercase",
    ]
    static let rewrites = ["trim", "toLowerCase", "toUpperCase", "normalize", "slugify"]

    /// A text of parts that rules are about, each of letters of its own: a start, a middle, an end, and a filling.
    mutating func text() throws -> Specimen {
        let isUpper = chance(1, of: 2)
        let wanted = Set((0..<number(1...4)).map { _ in name(of: Self.stringRules) } + [name(of: Self.stringRules)])
        let fixed = (
            wanted.contains("startsWith") ? "ab" : "", wanted.contains("includes") ? "ef" : "",
            wanted.contains("endsWith") ? "cd" : ""
        )
        func cased(_ text: String) -> String { isUpper ? text.uppercased() : text }
        func text(_ filling: String, _ start: String? = nil, _ middle: String? = nil, _ end: String? = nil) -> JSONValue
        {
            .string(cased((start ?? fixed.0) + filling + (middle ?? fixed.1) + (end ?? fixed.2)))
        }
        let fillings = ["xyz", "xxxx", "zyxzx"]
        let frame = fixed.0.count + fixed.1.count + fixed.2.count
        let hasLength = wanted.contains("length (string)")
        var (rules, mutations, uses): ([Rule<StringRule>], [Mutation], [String]) = ([], [], [])
        let filling = fillings[0]
        for name in wanted.sorted() {
            let aborts = chance(1, of: 8)
            let made: (StringRule, JSONValue, ValidationIssue.Code)?
            switch name {
            case "min (string)": made = hasLength ? nil : (.min(frame + 2), text("x"), .tooSmall)
            case "max (string)": made = hasLength ? nil : (.max(frame + 6), text("xyzxyzx"), .tooBig)
            case "length (string)":
                let isShort = chance(1, of: 2)
                made = (.length(frame + 3), text(isShort ? "xy" : "xyzx"), isShort ? .tooSmall : .tooBig)
            case "regex":
                made = (.regex(try PatternCompiler.compile("^[A-Za-z]*$", flags: "")), text("x_z"), .invalidFormat)
            case "startsWith": made = (.startsWith(cased("ab")), text(filling, "kb"), .invalidFormat)
            case "endsWith": made = (.endsWith(cased("cd")), text(filling, nil, nil, "ck"), .invalidFormat)
            case "includes":
                made = (.includes(cased("ef"), from: fixed.0.count), text(filling, nil, "ek"), .invalidFormat)
            case "lowercase": made = isUpper ? nil : (.lowercase, text("xYz"), .invalidFormat)
            default:
                made =
                    isUpper
                    ? (.uppercase, .string(cased(fixed.0) + "XyZ" + cased(fixed.1 + fixed.2)), .invalidFormat) : nil
            }
            guard let made else { continue }
            rules.append(rule(made.0, aborts: aborts))
            mutations.append(Mutation(rule: name, input: made.1, code: made.2, isSoft: !aborts))
            uses.append(name)
        }
        rules.shuffle(using: &random)
        var accepted = (hasLength ? ["xyz", "zyx", "yyy"] : fillings).map { text($0) }
        var isPlain = true
        if chance(1, of: 2) {
            // What a rewriting in front does not change keeps the rules behind it, and breaks them as before.
            let name = name(
                of: Self.rewrites.filter { $0 != "toUpperCase" || isUpper }.filter {
                    !isUpper || !["toLowerCase", "slugify"].contains($0)
                }
            )
            switch name {
            case "trim":
                rules.insert(rule(.rewrite(.trim)), at: 0)
                accepted = accepted.map { if case .string(let text) = $0 { .string(" \n\(text)\u{FEFF}") } else { $0 } }
            case "normalize": rules.insert(rule(.rewrite(.normalize(.nfkc))), at: 0)
            default:
                guard let rewrite = TextRewrite(name: name) else { break }
                rules.insert(rule(.rewrite(rewrite)), at: 0)
                let undone: Set<String> = ["lowercase", "uppercase"]
                mutations.removeAll { undone.contains($0.rule) || (name == "slugify" && $0.rule == "regex") }
                accepted += accepted.map { value in
                    guard case .string(let text) = value else { return value }
                    return .string(isUpper ? text.lowercased() : text.uppercased())
                }
            }
            uses.append(name)
            isPlain = false
        }
        count(uses)
        let isStep = chance(1, of: 4)
        var specimen = Specimen(
            schema: Schema(.string(StringSchema(isStep ? [] : rules))),
            accepted: accepted,
            kinds: [.string],
            uses: uses,
            isPlain: isPlain
        )
        specimen = withWrongKind(specimen)
        if isStep {
            specimen.schema.append(.readonly)
            specimen.schema.append(.stringRules(rules))
            specimen.uses.append("stringRules")
            count(["stringRules"])
        }
        specimen.mutations += mutations
        return specimen
    }

    mutating func formatted(_ name: String) -> Specimen {
        let sample = one(of: FormatSample.all.filter { "format \($0.format.name)" == name })
        let aborts = chance(1, of: 8)
        let rules = [rule(StringRule.max(200)), rule(.format(sample.format), aborts: aborts)]
        var specimen = withWrongKind(
            Specimen(
                schema: Schema(.string(StringSchema(rules.shuffled(using: &random)))),
                accepted: sample.right.map { .string($0) },
                kinds: [.string],
                uses: [],
                isPlain: true
            )
        )
        specimen.mutations.append(
            Mutation(rule: name, input: .string(one(of: sample.wrong)), code: .invalidFormat, isSoft: !aborts)
        )
        return specimen
    }

    mutating func url() throws -> Specimen {
        var kind = StringRule.url(.any(isNormalized: chance(1, of: 2)))
        var (right, wrong) = (
            ["https://example.com/a?b#c", "mailto:x", " HTTP://A.b "], ["example.com", "http://[::1", ""]
        )
        switch number(0...2) {
        case 0:
            kind = .url(.http())
            (right, wrong) = (["https://example.com"], ["https://localhost", "ftp://example.com"])
        case 1:
            let (host, scheme) = try (
                PatternCompiler.compile("^a\\.b$", flags: ""), PatternCompiler.compile("^s?ftp$", flags: "")
            )
            kind = .url(.any(hostname: host, protocol: scheme))
            (right, wrong) = (["FTP://A.b/c", "sftp://a.b"], ["ftp://a.c", "http://a.b"])
        default: break
        }
        let accepted = right.map { JSONValue.string($0) }
        var specimen = Specimen(
            schema: Schema(.string(StringSchema([rule(kind)]))),
            accepted: accepted,
            kinds: [.string],
            uses: []
        )
        specimen = withWrongKind(specimen)
        specimen.mutations.append(
            Mutation(rule: "url", input: .string(one(of: wrong)), code: .invalidFormat, isSoft: true)
        )
        return specimen
    }

    mutating func emailPattern() throws -> Specimen {
        let pattern = try PatternCompiler.compile("^[^@]+@example$", flags: "i")
        let type = SchemaType.string(StringSchema([rule(.emailPattern(pattern))]))
        var specimen = Specimen(
            schema: Schema(type),
            accepted: ["a@example", "b c@EXAMPLE"],
            kinds: [.string],
            uses: [],
            isPlain: true
        )
        specimen = withWrongKind(specimen)
        specimen.mutations.append(Mutation(rule: "emailPattern", input: "a@b.co", code: .invalidFormat, isSoft: true))
        return specimen
    }
}
