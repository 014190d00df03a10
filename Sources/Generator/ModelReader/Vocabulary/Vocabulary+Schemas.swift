internal import ToolModel
internal import ToolValidation

extension Vocabulary {
    static let types = KeySet(TypeName.allCases.map(\.rawValue))

    /// What any schema may have besides its type and the rules and parts of that.
    static let modifiers = statements + steps

    /// What says nothing of the value's way through the schema, so that its place among the keys does not matter.
    static let statements = KeySet([
        Keyword("title", .text, "The value's name for people."),
        Keyword("description", .text, "What a model should know about the value."),
        Keyword("examples", .list(of: .value), "Values to show as examples."),
        Keyword("deprecated", .flag, "Whether the value should no longer be given."),
        Keyword("error", .text, "What is said of a wrong value, where its rule says nothing of its own."),
        Keyword("header", .text, "The name of the HTTP header (Mcp-Param-…) that repeats the value, for routing."),
        Keyword("sensitive", .flag, "Whether the value stays out of logs and issues."),
        Keyword("bind", .word(Binding.allCases.map(\.rawValue)), "What fills the value in the caller's place."),
    ])

    /// What is done in the order in which it is written.
    static let steps = KeySet([
        Keyword("optional", .flag, "An absent value is accepted."),
        Keyword("exactOptional", .flag, "An absent value is accepted; in JSON the same as 'optional'."),
        Keyword("nonoptional", .flag, "An absent value is refused, whatever was said before."),
        Keyword("nullable", .flag, "null is accepted."),
        Keyword("nullish", .flag, "null and an absent value are accepted."),
        Keyword("default", .value, "An absent value becomes this one, which is not checked."),
        Keyword("prefault", .value, "An absent value becomes this one, which is checked as if it had been sent."),
        Keyword("catch", .value, "A value that anything is wrong with becomes this one."),
        Keyword("readonly", .flag, "Advertised as readOnly; changes no verdict."),
        Keyword("readOnly", .flag, "The same as 'readonly'."),
        Keyword("brand", .text, "A name for the checked value; changes no verdict."),
        Keyword(
            "preprocess",
            .either([.word(preprocessings), .list(of: .word(preprocessings))]),
            "What is done to the value before anything looks at it."
        ),
        Keyword("transform", .keys(transform), "A function of yours makes a value of another type."),
        Keyword("pipe", .schema, "The value is read once more, by another schema."),
        Keyword("refine", .either([.text, .keys(refine)]), "A function of yours says whether the value is right."),
        Keyword("superRefine", .text, "A function of yours reports what is wrong with the value."),
        Keyword("overwrite", .text, "A function of yours puts another value of the same type in place of this one."),
    ])

    /// The steps that may also stand under `checks:`, since a value may need several of them.
    static let repeatableSteps = ["refine", "superRefine", "overwrite"]

    static let refine = KeySet([
        Keyword("name", .text, "The name of the function."),
        Keyword("message", .text, "What is said of a value that it refuses."),
        Keyword("path", path, "What is added to the path of the issue."),
        Keyword("params", .mapping(to: .value), "What the issue carries as its params."),
        Keyword("abort", .flag, "Whether what stands behind is left out when it refuses the value."),
        Keyword("when", .word(["always"]), "'always' runs it on values that are wrong already, too."),
    ])

    static let transform = KeySet([
        Keyword("name", .text, "The name of the function."),
        Keyword("to", .schema, "What it makes."),
    ])

    static let preprocessings = Preprocessing.allCases.map(\.rawValue)

    /// The rules of each type: what may also stand under `checks:`.
    static func rules(of type: TypeName) -> KeySet {
        switch type {
        case .string: stringRules
        case .number: numberRules
        case .integer: integerRules
        case .array: arrayRules
        case .set, .map, .record: sizeRules
        case .boolean, .stringbool, .enumeration, .literal, .template, .tuple, .object, .union, .intersection, .any,
            .unknown, .json, .null, .never, .undefined:
            KeySet()
        }
    }

    /// What a type is made of.
    static func parts(of type: TypeName) -> KeySet {
        switch type {
        case .string: stringParts
        case .number, .boolean: coercion
        case .integer: integerParts
        case .stringbool: stringboolParts
        case .enumeration: enumParts
        case .literal: literalParts
        case .template: templateParts
        case .array, .set: arrayParts
        case .tuple: tupleParts
        case .object: objectParts
        case .record: recordParts
        case .map: mapParts
        case .union: unionParts
        case .intersection: intersectionParts
        case .any, .unknown, .json, .null, .never, .undefined: KeySet()
        }
    }

    /// What JSON Schema calls things, for authors who know that better than zod.
    static let jsonSchemaNames = [
        "minLength": "min", "maxLength": "max", "minItems": "min", "maxItems": "max", "minimum": "min",
        "maximum": "max", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt", "pattern": "regex", "enum": "values",
        "const": "value", "additionalProperties": "unknownKeys", "uniqueItems": "unique", "minProperties": "min",
        "maxProperties": "max", "propertyNames": "keys", "prefixItems": "items", "anyOf": "of", "oneOf": "of",
        "allOf": "of",
    ]
}

// MARK: - Rules

extension Vocabulary {
    private static let stringRules = KeySet(
        [
            Keyword("min", .rule(.length), "At least so many characters (Unicode code points)."),
            Keyword("max", .rule(.length), "At most so many characters (Unicode code points)."),
            Keyword("length", .rule(.length), "Exactly so many characters (Unicode code points)."),
            Keyword("nonempty", .flagRule, "At least one character."),
            Keyword(
                "regex",
                .rule(.text, under: "pattern", options: regexOptions),
                "A regular expression of JavaScript's that must match somewhere in the text."
            ),
            Keyword("startsWith", .rule(.text), "The text begins with this one."),
            Keyword("endsWith", .rule(.text), "The text ends with this one."),
            Keyword("includes", .rule(.text, options: includesOptions), "The text contains this one."),
            Keyword("lowercase", .flagRule, "The text has none of the letters A to Z."),
            Keyword("uppercase", .flagRule, "The text has none of the letters a to z."),
            Keyword("trim", .flag, "White space is taken away at both ends."),
            Keyword("toLowerCase", .flag, "The text is put into small letters."),
            Keyword("toUpperCase", .flag, "The text is put into capitals."),
            Keyword("slugify", .flag, "The text is made fit for a URL: small letters, digits and hyphens."),
            Keyword(
                "normalize",
                .either([.word(NormalizationForm.allCases.map(\.rawValue)), .flag]),
                "The text is put into a normalization form of Unicode; true means NFC."
            ),
            Keyword(
                "format",
                .rule(.word(formats.known), options: formatOptions),
                "A form of text that has a name, such as email."
            ),
        ]
    )

    /// What the long form of every rule may have.
    static let ruleOptions = KeySet([
        Keyword("message", .text, "What is said of a value that breaks the rule."),
        Keyword("abort", .flag, "Whether the rules behind this one are left out when it is broken."),
    ])

    static let regexOptions = KeySet([Keyword("flags", .text, "The flags of the expression, such as i.")])

    static let includesOptions = KeySet([
        Keyword("position", .length, "Where to begin to look, in UTF-16 code units; 0 by default.")
    ])

    private static let numberBounds = KeySet([
        Keyword("min", .rule(.number), "At least this number."),
        Keyword("max", .rule(.number), "At most this number."),
        Keyword("gt", .rule(.number), "Greater than this number."),
        Keyword("gte", .rule(.number), "At least this number; the same as 'min'."),
        Keyword("lt", .rule(.number), "Less than this number."),
        Keyword("lte", .rule(.number), "At most this number; the same as 'max'."),
        Keyword("positive", .flagRule, "Greater than zero."),
        Keyword("negative", .flagRule, "Less than zero."),
        Keyword("nonnegative", .flagRule, "Zero or greater."),
        Keyword("nonpositive", .flagRule, "Zero or less."),
        Keyword("multipleOf", .rule(.number), "A multiple of this number."),
    ])

    private static let wholeness = KeySet([
        Keyword("int", .flagRule, "A whole number between -(2^53 - 1) and 2^53 - 1."),
        Keyword("safe", .flagRule, "The same as 'int'."),
    ])

    private static let integerRules = numberBounds + wholeness

    private static let numberRules =
        integerRules
        + KeySet([
            Keyword("format", .rule(.word(NumberFormat.allCases.map(\.rawValue))), "The range of a type of numbers.")
        ])

    private static let sizeRules = KeySet([
        Keyword("min", .rule(.length), "At least so many elements."),
        Keyword("max", .rule(.length), "At most so many elements."),
        Keyword("length", .rule(.length), "Exactly so many elements."),
        Keyword("nonempty", .flagRule, "At least one element."),
    ])

    private static let arrayRules =
        sizeRules + KeySet([Keyword("unique", .flagRule, "No two elements are the same.")])
}

// MARK: - Parts

extension Vocabulary {
    private static let coercion = KeySet([
        Keyword("coerce", .flag, "Other values are converted as JavaScript does it.")
    ])

    private static let stringParts =
        coercion
        + KeySet([
            Keyword("as", .word(StringConversion.allCases.map(\.rawValue)), "What the program gets instead of a text.")
        ])

    private static let integerParts =
        coercion
        + KeySet([
            Keyword("format", .word(integerFormats), "Which whole numbers there are: those of a type of numbers.")
        ])

    static let integerFormats = IntegerWidth.allCases.filter { $0 != .safe }.map(\.rawValue)

    private static let stringboolParts = KeySet([
        Keyword("truthy", .texts, "The words for true; true, 1, yes, on, y and enabled by default."),
        Keyword("falsy", .texts, "The words for false; false, 0, no, off, n and disabled by default."),
        Keyword("case", .word(["sensitive", "insensitive"]), "Whether small letters differ from capitals."),
    ])

    private static let enumParts = KeySet([
        Keyword("values", .texts, "The texts of which the value is one."),
        Keyword("keysOf", .text, "Instead of 'values': a named object, whose keys are the values."),
    ])

    private static let literalParts = KeySet([
        Keyword("value", .value, "The only value."),
        Keyword("values", .list(of: .value), "The only values."),
    ])

    private static let templateParts = KeySet([
        Keyword("parts", .list(of: .either([.text, .schema])), "Texts as they are, and mappings that are schemas.")
    ])

    private static let arrayParts = KeySet([Keyword("items", .schema, "What each element must be like.")])

    private static let tupleParts = KeySet([
        Keyword("items", .list(of: .schema), "What the element at each place must be like."),
        Keyword("rest", .schema, "What the elements behind those must be like; without it there are none."),
    ])

    private static let objectParts = KeySet([
        Keyword("properties", .properties, "Names with their schemas; behind 'extends' they are added or replaced."),
        Keyword(
            "unknownKeys",
            .either([.word(unknownKeys), .schema]),
            "What becomes of other names: left out, refused, kept, or kept where a schema accepts their values."
        ),
        Keyword("rules", .list(of: .keys(crossFieldRule)), "What must be true of the properties together."),
        Keyword("extends", .text, "A named object to begin with."),
        Keyword("merge", .text, "A named object whose properties, and whose 'unknownKeys', replace what is there."),
        Keyword("pick", .texts, "Only these properties stay."),
        Keyword("omit", .texts, "These properties are left out."),
        Keyword("partial", .names, "All properties, or these, may be absent."),
        Keyword("required", .names, "All properties, or these, must be there."),
    ])

    static let unknownKeys = ["strip", "reject", "keep"]

    private static let recordParts = KeySet([
        Keyword("keys", .schema, "What the names must be like; any text by default."),
        Keyword("values", .schema, "What the values must be like."),
        Keyword(
            "mode",
            .word(["partial", "loose"]),
            "'partial': not all of an enum; 'loose': others are kept unchecked."
        ),
    ])

    private static let mapParts = KeySet([
        Keyword("keys", .schema, "What the first of each pair must be like."),
        Keyword("values", .schema, "What the second of each pair must be like."),
    ])

    private static let unionParts = KeySet([
        Keyword("of", .list(of: .schema), "The schemas of which the value needs to keep one."),
        Keyword("discriminator", .text, "The property that tells by which schema an object is read."),
        Keyword("fallback", .flag, "Whether all schemas are tried where that property tells none."),
        Keyword("exclusive", .flag, "Whether exactly one schema must accept the value."),
    ])

    private static let intersectionParts = KeySet([
        Keyword("of", .list(of: .schema), "The schemas all of which the value must keep.")
    ])
}

// MARK: - Formats

extension Vocabulary {
    static let formats = KeySet(
        [
            "email", "uuid", "guid", "nanoid", "cuid", "cuid2", "ulid", "xid", "ksuid", "ipv4", "ipv6", "mac", "cidrv4",
            "cidrv6", "base64", "base64url", "jwt", "e164", "emoji", "hostname", "hex", "hash", "creditCard", "date",
            "time", "datetime", "duration", "url", "httpUrl",
        ]
    )

    static let formatOptions = KeySet([
        Keyword("pattern", .text, "email: the expression to use instead of zod's."),
        Keyword("version", .word((1...8).map { "v\($0)" }), "uuid: the only version."),
        Keyword("offset", .flag, "datetime: whether a time zone such as +01:00 is accepted."),
        Keyword("local", .flag, "datetime: whether the time zone may be missing."),
        Keyword("precision", .number, "time, datetime: the digits behind the seconds; -1 for no seconds."),
        Keyword("delimiter", .text, "mac: what stands between the pairs of digits."),
        Keyword("alg", .text, "hash, jwt: the algorithm."),
        Keyword("encoding", .text, "hash: how the digest is written."),
        Keyword(
            "protocol",
            .rule(.text, under: "pattern", options: regexOptions),
            "url: a regular expression that must match in the scheme, which is without its colon."
        ),
        Keyword(
            "hostname",
            .rule(.text, under: "pattern", options: regexOptions),
            "url: a regular expression that must match in the name of the host."
        ),
        Keyword("normalize", .flag, "url, httpUrl: whether the tool gets the URL as a browser would write it."),
    ])

    static func options(ofFormat format: String) -> KeySet {
        switch format {
        case "email": KeySet(["pattern"])
        case "uuid": KeySet(["version"])
        case "datetime": KeySet(["offset", "local", "precision"])
        case "time": KeySet(["precision"])
        case "mac": KeySet(["delimiter"])
        case "hash": KeySet(["alg", "encoding"])
        case "jwt": KeySet(["alg"])
        case "url": KeySet(["protocol", "hostname", "normalize"])
        case "httpUrl": KeySet(["normalize"])
        default: KeySet()
        }
    }
}
