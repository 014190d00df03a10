internal import Diagnostics
internal import ModelReader
package import SchemaChecker
package import SwiftEmitter
package import ToolModel
internal import ToolValidation
internal import YAMLReader

/// The vectors as the generator reads them from the YAML that they become.
package struct VectorModel: Sendable {
    /// The YAML of all vectors that the generator accepts.
    package let document: VectorDocument
    package let server: ServerDefinition
    /// What the generator emits for it.
    package let emitted: SwiftEmitter.Output
    /// Vectors that the generator refuses, with what it says.
    package let refused: [(vector: Vector, reason: String)]

    /// Writes, reads and, as long as a vector is refused, leaves it out and begins again.
    ///
    /// - Parameters:
    ///   - vectors: The vectors, without those that zod refuses.
    ///   - failures: Vectors to leave out, with the reason.
    /// - Throws: ``VectorFailure`` if an error belongs to no vector.
    package init(_ vectors: [Vector], without failures: CompilationFailures = CompilationFailures())
        throws(VectorFailure)
    {
        var refused = vectors.compactMap { vector in failures[vector.id].map { (vector: vector, reason: $0) } }
        var vectors = vectors.filter { failures[$0.id] == nil }
        while true {
            let document = VectorDocument(vectors)
            let (server, readErrors) = Self.read(document)
            guard let server else { throw VectorFailure("the generator reads no server:\n\(readErrors)") }
            let emitted = SwiftEmitter(target: "RunVectors", access: .internal).emit(server)
            let errors = readErrors.isEmpty ? emitted.diagnostics.filter { $0.severity == .error } : readErrors
            guard !errors.isEmpty else {
                (self.document, self.server, self.emitted, self.refused) = (document, server, emitted, refused)
                return
            }
            var reasons: [String: String] = [:]
            for error in errors {
                guard let entry = document.entries.first(where: { $0.lines.contains(error.location.start.line) }) else {
                    throw VectorFailure("an error that belongs to no vector: \(Self.text(of: error))")
                }
                reasons[entry.vector.id, default: ""] += "\n      \(Self.text(of: error))"
            }
            for vector in vectors {
                if let reason = reasons[vector.id] { refused.append((vector, "the generator refuses it:\(reason)")) }
            }
            vectors.removeAll { reasons[$0.id] != nil }
        }
    }

    /// Whether the generator refuses a vector, or YAML cannot even say it.
    package static func refuses(_ vector: Vector) -> Bool {
        let document = VectorDocument([vector])
        let (server, errors) = read(document)
        let findings = server.map(SchemaChecker.lint) ?? []
        return document.entries.isEmpty || !errors.isEmpty || findings.hasErrors
    }

    private static func read(_ document: VectorDocument) -> (server: ServerDefinition?, errors: [Diagnostic]) {
        let yaml = YAMLReader.read(path: "vectors.tools.yaml", bytes: Array(document.text.utf8))
        let (server, diagnostics) = ModelReader.read([yaml])
        return (server, diagnostics.filter { $0.severity == .error })
    }

    private static func text(of diagnostic: Diagnostic) -> String {
        "\(diagnostic.message) [\(diagnostic.rule)]"
    }

    // MARK: - SchemaChecker

    /// A checker of all types, which has the functions of the vectors.
    package var checker: SchemaChecker {
        var functions = SchemaFunctions()
        for entry in document.functions.functions {
            let function = NamedFunction(entry.function, entry.arguments.elements)
            switch entry.kind {
            case .refine: functions.predicates[entry.name] = { function.holds(for: $0) }
            case .superRefine: functions.reporters[entry.name] = { function.check($0, &$1) }
            case .overwrite, .transform: functions.transforms[entry.name] = { function.transform($0, &$1) }
            }
        }
        return SchemaChecker(types: server.types, functions: functions)
    }

    /// The schema that is a type.
    package func schema(of type: String) -> Schema { Schema(.reference(type), location: server.location) }
}

extension SchemaChecker {
    /// What the checker says of an input.
    package func answer(to input: [UInt8], _ schema: Schema) -> Answer {
        Answer { () throws(InvalidInput) in try check(input, against: schema) }
    }
}

/// Why the vectors cannot be run.
package struct VectorFailure: Error, CustomStringConvertible {
    package var description: String
    package init(_ description: String) { self.description = description }
}
