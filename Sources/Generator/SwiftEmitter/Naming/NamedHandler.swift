import Diagnostics
import ToolModel

/// A function that answers at a route, with its Swift names.
struct NamedHandler {
    var route: Route
    var definition: RouteHandler
    /// The name of the YAML file, for comments.
    var fileName: String
    /// The function, as written in source: `orderEvent`.
    var methodName: String
    /// What a webhook says, where the YAML does not name a type for it.
    var payload: NamedDeclaration?
    /// The Swift type of that; `nil` where the function gets the bytes.
    var payloadType: String?

    /// The function's name, fit for a file name: `OrderEvent`.
    var typeName: String { Identifier.upperCamelCase(definition.name) }
}

extension Namer {
    /// Names the functions that answer at the routes that a file lists.
    mutating func handlers(_ http: HTTPDefinition?, in file: ToolFile, fileName: String) -> [NamedHandler] {
        guard let http, http.location.path == file.path else { return [] }
        return http.routes.compactMap { route in route.handler.map { handler($0, of: route, fileName: fileName) } }
    }

    private mutating func handler(_ definition: RouteHandler, of route: Route, fileName: String) -> NamedHandler {
        var handler = NamedHandler(
            route: route,
            definition: definition,
            fileName: fileName,
            methodName: Identifier.quoted(definition.name)
        )
        if let schema = definition.payload {
            let declared = part(schema, name: handler.typeName)
            if case .alias(let type) = declared.kind {
                handler.payloadType = type
            } else {
                let name = types.claim(handler.typeName, suffix: "Payload")
                handler.payloadType = name
                handler.payload = part(schema, name: name)
            }
        }
        return handler
    }

    /// Functions of routes are declared beside those of tools, and are told apart by their names alone.
    mutating func checkHandlers(_ files: [NamedFile]) {
        var owners: [String: Diagnostic.Note] = [:]
        for tool in files.flatMap(\.tools) {
            let (definition, location) = (tool.definition, tool.definition.location)
            owners[tool.methodName] = Diagnostic.Note(
                "the tool '\(definition.name)' is called so in Swift",
                at: location
            )
        }
        for handler in files.flatMap(\.handlers) {
            let (name, location) = (handler.definition.name, handler.definition.location)
            if Identifier.reservedMembers.contains(name) {
                report("'\(name)' means something else in Swift: give the function another name", at: location)
            }
            if let owner = owners[handler.methodName] {
                report("two functions would be called '\(name)': give this one another name", at: location, [owner])
            }
            owners[handler.methodName] = Diagnostic.Note("'\(handler.route.path)' has it already", at: location)
        }
    }

    private mutating func report(_ message: String, at location: SourceLocation, _ notes: [Diagnostic.Note] = []) {
        diagnostics.append(Diagnostic(.error, at: location, rule: .swiftNameCollision, message, notes: notes))
    }
}
