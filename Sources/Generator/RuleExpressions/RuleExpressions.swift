public import Diagnostics
public import ToolModel

/// Cross-field rules: the expressions under `rules:`, which say what must be true of the properties of an object together.
public enum RuleExpressions {
    /// Reads all rules of a server.
    ///
    /// - Parameter server: The server, complete or not.
    /// - Returns: An error for each rule that cannot be read, at its place, in the order of files and positions.
    public static func check(_ server: ServerDefinition) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for root in server.schemas { check(root, server.types, &diagnostics) }
        return diagnostics.inOrder(ofPaths: server.files.map(\.path))
    }

    /// Reads the rules of an object, and leaves out those that cannot be read: ``check(_:)`` reports them.
    ///
    /// - Parameters:
    ///   - object: The object.
    ///   - types: The types that its properties may refer to.
    /// - Returns: The rules, in order.
    public static func rules(of object: ObjectSchema, types: [TypeDefinition]) -> [RuleExpression] {
        object.rules.compactMap { try? RuleExpression($0, of: object, types: types) }
    }

    private static func check(_ schema: Schema, _ types: [TypeDefinition], _ diagnostics: inout [Diagnostic]) {
        if case .object(let object) = schema.type {
            for rule in object.rules {
                do throws(Diagnostic) {
                    _ = try RuleExpression(rule, of: object, types: types)
                } catch {
                    diagnostics.append(error)
                }
            }
        }
        for part in schema.children { check(part, types, &diagnostics) }
    }
}
