/// The functions of the vectors under the names that the YAML has for them: `equalFields` with `["p", "q"]` is
/// `equalFieldsPQ`.
package struct FunctionNames: Sendable {
    /// How a function is called.
    package enum Kind: String, Sendable {
        case refine, superRefine, overwrite, transform
    }

    /// A function with its arguments.
    package struct Function: Sendable {
        package var name: String
        package var kind: Kind
        /// Its name in the vectors.
        package var function: String
        package var arguments: VectorJSON
        /// Whether `nil` is `null` to it in Swift; it is an absent value otherwise.
        package var takesNilForNull: Bool
    }

    package private(set) var functions: [Function] = []
    private var names: [String: String] = [:]

    package init() {}

    package mutating func name(
        _ function: String,
        _ arguments: VectorJSON?,
        _ kind: Kind,
        takesNilForNull: Bool = false
    ) -> String {
        let arguments = arguments ?? .array([])
        let key = "\(kind) \(function) \(arguments) \(takesNilForNull)"
        if let name = names[key] { return name }
        let words = ([function] + arguments.elements.map { $0.string ?? $0.number.map { "\($0)" } ?? "" })
            .flatMap { $0.unicodeScalars.split { !$0.isASCII || !($0.properties.isAlphabetic || "0"..."9" ~= $0) } }
            .map(String.init)
        let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let base = (words.prefix(1) + rest).joined() + (takesNilForNull ? "OrNull" : "")
        var name = base
        var count = 1
        while functions.contains(where: { $0.name == name }) {
            count += 1
            name = "\(base)\(count)"
        }
        names[key] = name
        functions.append(
            Function(
                name: name,
                kind: kind,
                function: function,
                arguments: arguments,
                takesNilForNull: takesNilForNull
            )
        )
        return name
    }
}
