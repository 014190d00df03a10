/// A Swift declaration, with the comment above it.
struct Declaration: Equatable, Sendable {
    /// The lines of the documentation comment, without `///`.
    var documentation: [String] = []
    /// What stands on lines of its own above the declaration, such as `@RouteBuilder`.
    var attributes: [String] = []
    /// The words before the keyword, such as `nonisolated public`.
    var modifiers: [String] = []
    var kind: Kind

    /// What is declared.
    indirect enum Kind: Equatable, Sendable {
        /// `struct Input: ToolValue { … }`; the keyword may also be `enum`, `protocol` or `extension`.
        case type(keyword: String, name: String, inherits: [String], members: [Declaration])
        /// `case celsius = "C"`
        case enumCase(String, rawValue: String)
        /// `case circle(Circle)`
        case payloadCase(String, type: String?)
        /// `let limit: Int = 3`, or `var`.
        case variable(isConstant: Bool, String, type: String?, value: Expression?)
        /// `var info: ServerInfo { … }`
        case computed(String, type: String, body: [Statement])
        /// `var next: Node? { get { … } set { … } }`
        case accessors(String, type: String, get: [Statement], set: [Statement])
        /// `func calculate(_ input: Input) async throws -> Output { … }`; without a body it is a requirement.
        case function(Signature, body: [Statement]?)
        /// `init?(reading json: inout JSONReader) { … }`
        case initializer(isFailable: Bool, [Parameter], body: [Statement])
        /// `typealias Client = CalculatorClient`
        case typeAlias(String, String)
    }

    /// The name, parameters and effects of a function.
    struct Signature: Equatable, Sendable {
        var name: String
        var parameters: [Parameter]
        /// `async throws`
        var effects: String?
        var result: String?
    }

    /// A parameter, such as `_ input: Input` or `limit: Int = 3`.
    struct Parameter: Equatable, Sendable {
        /// The word that the caller writes, `_` for none; `nil` where it is the name itself.
        var label: String?
        var name: String
        var type: String
        var defaultValue: Expression?

        init(label: String? = nil, _ name: String, type: String, defaultValue: Expression? = nil) {
            self.label = label
            self.name = name
            self.type = type
            self.defaultValue = defaultValue
        }
    }
}
