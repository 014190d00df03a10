import ArgumentParser
import Diagnostics
import Foundation
import ModelReader
import ToolModel
import YAMLReader

/// Reads the YAML files of a target for a command, and says on standard error what is wrong with them.
enum ServerReader {
    /// The server that some files describe, or those files that are meant where none is named.
    static func read(_ files: [String]) throws -> ServerDefinition {
        let documents = try (files.isEmpty ? defaultFiles() : files).map(document)
        let (server, diagnostics) = ModelReader.read(documents)
        let renderer = DiagnosticRenderer(
            sources: documents.map(\.source),
            showsExcerpts: Terminal.errorIsTerminal,
            usesColor: Terminal.errorTakesColor
        )
        Terminal.complain(renderer.render(diagnostics))
        guard let server, !diagnostics.hasErrors else { throw ExitCode.failure }
        return server
    }

    private static func document(_ path: String) throws -> YAMLDocument {
        do {
            return YAMLReader.read(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
        } catch {
            Terminal.complain("error: cannot read \(path): \(error.localizedDescription)")
            throw ExitCode.failure
        }
    }

    private static func defaultFiles() throws -> [String] {
        do throws(ToolFileSearch.Failure) {
            return ToolFileSearch.files(beside: try ToolFileSearch.onlyFile())
        } catch {
            Terminal.complain("error: \(error.message)")
            throw ExitCode.failure
        }
    }
}
