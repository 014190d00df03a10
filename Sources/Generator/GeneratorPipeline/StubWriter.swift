import SwiftEmitter
import TemplateRenderer

/// Lays down what the user has to write: a type that implements the tools, and one file with one method for each tool and route.
///
/// A stub is the user's from the moment it is written: it is never overwritten, and none is written for what the
/// target's own files declare already.
struct StubWriter {
    let files: FileStore
    /// The target's folder.
    let directory: String
    /// Whether the target is an executable that still needs an entry point.
    let isExecutable: Bool

    /// Writes the stubs that are missing.
    ///
    /// - Returns: The paths of the files written.
    func write(_ output: SwiftEmitter.Output) throws(GenerationFailure) -> [String] {
        let sources = files.swiftSources(below: directory)
            .filter { !$0.text.hasPrefix(SwiftEmitter.headerStart) }
        var written: [String] = []
        if !declaresType(output.implementation, in: sources.map(\.text)) {
            let hasEntryPoint = sources.contains { $0.path.hasSuffix("main.swift") || $0.text.contains("@main") }
            let template: Template = isExecutable && !hasEntryPoint ? .stubsExecutable : .stubsLibrary
            let values = [
                "implementation": output.implementation, "protocol": output.toolsProtocol, "server": output.server,
                "module": output.module,
            ]
            try lay(template, values, at: "\(output.implementation).swift", &written)
        }
        for stub in output.stubs where !declaresMethod(of: stub, in: sources.map(\.text)) {
            let values = [
                "implementation": output.implementation, "tool": stub.name, "signature": stub.signature,
                "module": stub.module,
                "documentation": stub.documentation
                    .map { $0.isEmpty ? "    ///" : "    /// \($0)" }.joined(separator: "\n"),
            ]
            try lay(.stubsTool, values, at: stub.path, &written)
        }
        return written
    }

    private func lay(
        _ template: Template,
        _ values: [String: String],
        at name: String,
        _ written: inout [String]
    ) throws(GenerationFailure) {
        let path = files.path(of: name, in: directory)
        // SwiftPM needs a Swift file to see a target, so that a new one often holds an empty file of this name.
        if files.exists(path), try !isBlank(path) { return }
        do {
            _ = try files.writeIfChanged(try template.rendered(values), to: path)
        } catch let failure as FileStore.Failure {
            throw GenerationFailure(failure)
        } catch {
            throw GenerationFailure(message: "template \(template.name): \(error)")
        }
        written.append(path)
    }

    private func isBlank(_ path: String) throws(GenerationFailure) -> Bool {
        do throws(FileStore.Failure) {
            return try files.read(path).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        } catch {
            throw GenerationFailure(error)
        }
    }

    /// Whether a source declares a method, by its text alone: at worst a stub is not written, and the compiler
    /// says which method is missing.
    private func declaresMethod(of stub: SwiftEmitter.Stub, in sources: [String]) -> Bool {
        sources.contains { $0.contains("func \(stub.methodName)(") && $0.contains(stub.parameterType) }
    }

    private func declaresType(_ name: String, in sources: [String]) -> Bool {
        ["struct", "class", "actor", "enum"].contains { keyword in
            sources.contains { source in
                [":", " ", "<", "{", "\n"].contains { source.contains("\(keyword) \(name)\($0)") }
            }
        }
    }
}
