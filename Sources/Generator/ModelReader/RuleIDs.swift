public import Diagnostics

extension RuleID {
    // MARK: - Shape

    /// A node is of another kind than its key takes: a list where text must stand, say.
    public static let wrongKind = RuleID(rawValue: "wrong-kind")
    /// A key has nothing behind it.
    public static let emptyValue = RuleID(rawValue: "empty-value")
    /// A key that nothing in the language is called.
    public static let unknownKey = RuleID(rawValue: "unknown-key")
    /// A key that must be there is not.
    public static let missingKey = RuleID(rawValue: "missing-key")
    /// Two keys that say the same thing in two ways.
    public static let conflictingKeys = RuleID(rawValue: "conflicting-keys")
    /// Something that the language has and this version of the generator does not read yet.
    public static let notSupported = RuleID(rawValue: "not-supported")

    // MARK: - Server and tools

    /// No file has a `server:` section.
    public static let missingServer = RuleID(rawValue: "missing-server")
    /// More than one file has a `server:` section.
    public static let duplicateServer = RuleID(rawValue: "duplicate-server")
    /// A tool's name has characters, or a length, that clients do not take.
    public static let toolName = RuleID(rawValue: "tool-name")
    /// Two tools have one name.
    public static let duplicateTool = RuleID(rawValue: "duplicate-tool")
    /// A tool does not say what it is for.
    public static let missingDescription = RuleID(rawValue: "missing-description")
    /// A name that must be one of Swift's is none.
    public static let swiftName = RuleID(rawValue: "swift-name")
    /// The arguments of a tool are no object, or may be absent or `null`.
    public static let inputObject = RuleID(rawValue: "input-object")

    /// A scope that no token can carry, or lists that show what needs scopes to everybody.
    public static let scope = RuleID(rawValue: "scope")
    /// A server has more tools than models choose well among.
    public static let manyTools = RuleID(rawValue: "many-tools")
    /// An icon, or what is said of one, that clients do not take.
    public static let iconSource = RuleID(rawValue: "icon-source")

    // MARK: - HTTP

    /// A section stands in a file that is not its own.
    public static let misplacedSection = RuleID(rawValue: "misplaced-section")
    /// A `$` that begins no setting.
    public static let settingSyntax = RuleID(rawValue: "setting-syntax")
    /// A value, or the default of a setting, that its key does not take.
    public static let settingValue = RuleID(rawValue: "setting-value")
    /// A secret, or what may be one, where only a setting may stand.
    public static let plainSecret = RuleID(rawValue: "plain-secret")
    /// An algorithm of tokens that proves nothing.
    public static let insecureAlgorithm = RuleID(rawValue: "insecure-algorithm")
    /// A path that no route can have.
    public static let routePath = RuleID(rawValue: "route-path")
    /// A kind of route that nothing in the language is called.
    public static let unknownKind = RuleID(rawValue: "unknown-kind")
    /// No route of MCP, or more than one.
    public static let mcpRoute = RuleID(rawValue: "mcp-route")
    /// A stage that nothing in the language is called.
    public static let unknownStage = RuleID(rawValue: "unknown-stage")
    /// A stage stands twice on a route.
    public static let duplicateStage = RuleID(rawValue: "duplicate-stage")
    /// A stage stands where it would do less than it is there for, or harm.
    public static let stageOrder = RuleID(rawValue: "stage-order")
    /// A limit that another one makes good for nothing.
    public static let unreachedLimit = RuleID(rawValue: "unreached-limit")
    /// Something needs to know who calls, and no stage finds it out.
    public static let missingAuthentication = RuleID(rawValue: "missing-authentication")
    /// A server that other machines reach and that lets them guess credentials without a limit.
    public static let unlimitedGuessing = RuleID(rawValue: "unlimited-guessing")
    /// A stage on a health route that keeps the probes away which the route is for.
    public static let guardedHealth = RuleID(rawValue: "guarded-health")
    /// A server that other machines reach and that lets everybody call its tools.
    public static let openServer = RuleID(rawValue: "open-server")
    /// Metrics that other machines reach and that nothing keeps from anybody.
    public static let openMetrics = RuleID(rawValue: "open-metrics")
    /// A server that other machines reach and that does not check by which name it is called.
    public static let uncheckedHost = RuleID(rawValue: "unchecked-host")

    // MARK: - Types

    /// A name of `types:` that is no name, or one that would be mistaken for a type of the language.
    public static let typeName = RuleID(rawValue: "type-name")
    /// Two types have one name.
    public static let duplicateType = RuleID(rawValue: "duplicate-type")
    /// A type that is made of itself, so that no value and no reading of one comes to an end.
    public static let endlessType = RuleID(rawValue: "endless-type")
    /// A type that a key needs to be an object, and that is none, or has more on it than `extends` and the like can keep.
    public static let notAnObject = RuleID(rawValue: "not-an-object")
    /// A property that the object of `pick`, `omit`, `partial` or `required` does not have.
    public static let unknownProperty = RuleID(rawValue: "unknown-property")
    /// Properties of an object are taken away or replaced that its rules and refinements may speak of.
    public static let refinedObject = RuleID(rawValue: "refined-object")

    // MARK: - Schemas

    /// A property that clients cannot send.
    public static let propertyName = RuleID(rawValue: "property-name")
    /// A value that is none of the words that its key takes.
    public static let unknownWord = RuleID(rawValue: "unknown-word")

    /// A type that nothing in the language is called.
    public static let unknownType = RuleID(rawValue: "unknown-type")
    /// A format that nothing in the language is called, or a value that an option of a format does not take.
    public static let unknownFormat = RuleID(rawValue: "unknown-format")
    /// A rule that other types have.
    public static let misplacedRule = RuleID(rawValue: "misplaced-rule")
    /// `optional` or `default` where nothing can be absent.
    public static let misplacedOptional = RuleID(rawValue: "misplaced-optional")
    /// Schemas are nested more deeply than JSON may be.
    public static let schemaDepth = RuleID(rawValue: "schema-depth")
    /// A length that is negative or a fraction.
    public static let invalidLength = RuleID(rawValue: "invalid-length")
    /// A step of `multipleOf` that is not above zero.
    public static let invalidStep = RuleID(rawValue: "invalid-step")
    /// A number that a double cannot hold, or that JSON does not have.
    public static let numberRange = RuleID(rawValue: "number-range")
    /// Two rules that no value keeps both.
    public static let unsatisfiable = RuleID(rawValue: "unsatisfiable")
    /// A text is changed behind a check that the change can undo.
    public static let rewriteOrder = RuleID(rawValue: "rewrite-order")
    /// A value stands twice in an enumeration or a literal.
    public static let duplicateValue = RuleID(rawValue: "duplicate-value")
    /// An enumeration or a literal without values.
    public static let emptyEnum = RuleID(rawValue: "empty-enum")

    /// A part of a template of which no regular expression can be made.
    public static let templatePart = RuleID(rawValue: "template-part")

    /// The names of a record are of a type that no name can be of.
    public static let recordKeys = RuleID(rawValue: "record-keys")
    /// The options of a union that their discriminator does not tell apart.
    public static let discriminator = RuleID(rawValue: "discriminator")
    /// A member of a union that no value reaches.
    public static let unreachableMember = RuleID(rawValue: "unreachable-member")
    /// The sides of an intersection make different values of the same one.
    public static let intersectionConversion = RuleID(rawValue: "intersection-conversion")
    /// A step that does nothing where it stands.
    public static let stepOrder = RuleID(rawValue: "step-order")
    /// A recursive type in the arguments of a tool.
    public static let recursiveInput = RuleID(rawValue: "recursive-input")
    /// Something in an output that only reading can do.
    public static let outputConversion = RuleID(rawValue: "output-conversion")
    /// A header for which clients would drop the tool.
    public static let header = RuleID(rawValue: "header")
    /// A value that is filled from the caller's credentials, and that these cannot fill.
    public static let binding = RuleID(rawValue: "binding")

    // MARK: - Patterns

    /// A regular expression that ECMAScript would not take.
    public static let patternSyntax = RuleID(rawValue: "pattern-syntax")
    /// A regular expression whose tables would be too large.
    public static let patternTooLarge = RuleID(rawValue: "pattern-too-large")
    /// An escape in a regular expression that means less than it seems to.
    public static let patternEscape = RuleID(rawValue: "pattern-escape")
    /// A regular expression that every text matches.
    public static let patternAlwaysMatches = RuleID(rawValue: "pattern-always-matches")
    /// A regular expression that looks as if it should match a whole text, and does not.
    public static let patternUnanchored = RuleID(rawValue: "pattern-unanchored")
    /// A regular expression with a backreference.
    public static let patternBackreference = RuleID(rawValue: "pattern-backreference")
    /// A regular expression that costs unusually much.
    public static let patternSize = RuleID(rawValue: "pattern-size")
    /// A whole schema where a mapping of properties belongs.
    public static let schemaAsProperties = RuleID(rawValue: "schema-as-properties")
}
