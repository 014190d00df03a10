public import Diagnostics
public import ToolModel
public import YAMLReader

/// Turns the YAML of a target's tool files into what they mean.
///
/// Nothing stops the reading: what cannot be understood is reported and left out, so that one run finds all faults of all
/// files.
public enum ModelReader {
    /// Reads the files of one target.
    ///
    /// - Parameter documents: The files, in the order in which they were given.
    /// - Returns: The server with all that could be read of it, or nothing where no file has a root node; and every
    ///   finding, those of the YAML reader included, in the order of files and positions. With an error among them the
    ///   server is incomplete: it serves to find more faults, and nothing may be generated from it. With
    ///   `strict: true` every warning is an error already.
    public static func read(_ documents: [YAMLDocument]) -> (ServerDefinition?, [Diagnostic]) {
        guard let first = documents.first else { return (nil, []) }
        var reading = Reading(document: first)
        var sections: [ServerSection] = []
        var http: [HTTPDefinition] = []
        var files: [ToolFile] = []
        TypesReader.collect(documents, &reading)
        for document in documents {
            reading.document = document
            reading.diagnostics += document.diagnostics
            guard let root = document.root else { continue }
            let file = FileReader.read(root, &reading)
            if let section = file.server { sections.append(section) }
            if let section = file.http { http.append(section) }
            files.append(ToolFile(path: document.source.path, types: file.types, tools: file.tools))
        }
        checkServers(sections, documents, &reading)
        checkPlace(of: http, beside: sections.first, &reading)

        let paths = documents.map(\.source.path)
        let server = files.isEmpty ? nil : server(sections.first, http.first, files, paths[0])
        if let server { ModelCheck(server).run(&reading) }
        let isStrict = sections.contains { $0.isStrict }
        let findings = isStrict ? reading.diagnostics.warningsAsErrors() : reading.diagnostics
        return (server, findings.inOrder(ofPaths: paths))
    }

    /// Exactly one file says what the server is.
    private static func checkServers(
        _ sections: [ServerSection],
        _ documents: [YAMLDocument],
        _ reading: inout Reading
    ) {
        if let first = sections.first {
            for other in sections.dropFirst() {
                reading.error(
                    .duplicateServer,
                    at: other.location,
                    "'server' stands in \(first.location.path) already: exactly one file of a target has it",
                    notes: [.init("'server' stands here first", at: first.location)]
                )
            }
            return
        }
        // A file that could not be read may be the one that has it.
        guard documents.allSatisfy({ $0.root != nil }) else { return }
        let paths = documents.map(\.source.path)
        let place = SourceLocation(path: paths[0], start: SourcePosition(line: 1, column: 1))
        let message =
            paths.count == 1
            ? "the file has no 'server' section: write 'server: { name: …, version: … }'"
            : "no file has a 'server' section: write it in one of \(list(paths, joinedBy: "or"))"
        reading.error(.missingServer, at: place, message)
    }

    /// One server listens in one place: what it is and how it is reached stand together.
    private static func checkPlace(
        of http: [HTTPDefinition],
        beside server: ServerSection?,
        _ reading: inout Reading
    ) {
        guard let server else { return }
        for section in http where section.location.path != server.location.path {
            reading.error(
                .misplacedSection,
                at: section.location,
                "'http' belongs in \(server.location.path), beside 'server': one server listens in one place",
                notes: [.init("'server' stands here", at: server.location)]
            )
        }
    }

    private static func server(
        _ section: ServerSection?,
        _ http: HTTPDefinition?,
        _ files: [ToolFile],
        _ path: String
    ) -> ServerDefinition {
        ServerDefinition(
            name: section?.name ?? "",
            version: section?.version ?? "",
            title: section?.title,
            instructions: section?.instructions,
            implementation: section?.implementation,
            isStrict: section?.isStrict ?? false,
            lists: section?.lists ?? ListSettings(),
            telemetry: section?.telemetry,
            http: http,
            location: section?.location ?? SourceLocation(path: path, start: SourcePosition(line: 1, column: 1)),
            files: files
        )
    }
}
