import Foundation
import ModelReader
import TemplateRenderer

/// A new server: the files of `Templates/NewServer` with its names in them.
struct Scaffold {
    /// How clients reach the server.
    enum Transport: String, CaseIterable {
        case http, stdio
    }

    var name: ServerName
    var transport: Transport
    var source: GeneratorSource

    /// A file of the server.
    struct File: Equatable {
        /// The path in the server's folder.
        var path: String
        var text: String
        var isScript: Bool
    }

    /// All files, in the order of their paths.
    func files() throws(ScaffoldFailure) -> [File] {
        var files: [File] = []
        for template in Template.all {
            guard let path = Self.path(of: template, in: "NewServer") else { continue }
            files.append(
                File(
                    path: path.replacing("NAME", with: name.target),
                    text: try render(template, transport: try piece(for: path)),
                    isScript: path.hasPrefix("scripts/")
                )
            )
        }
        let schema = "Sources/\(name.target)/\(SchemaCommand.fileName)"
        files.append(File(path: schema, text: "\(IndentedJSON.text(of: EditorSchema.json))\n", isScript: false))
        return files.sorted { $0.path < $1.path }
    }

    /// What one transport adds to a file; nothing for most.
    private func piece(for path: String) throws(ScaffoldFailure) -> String {
        let folder = transport == .http ? "NewServerHTTP" : "NewServerStdio"
        let file = path.split(separator: "/").last.map(String.init)
        guard let template = Template.all.first(where: { Self.path(of: $0, in: folder) == file }) else { return "" }
        return String(try render(template, transport: "").dropLast())
    }

    private func render(_ template: Template, transport piece: String) throws(ScaffoldFailure) -> String {
        let note = template.name.hasSuffix(".yml.template") ? source.workflowNote : source.readmeNote
        let products = (transport == .http ? ["MCPServer", "MCPServerHTTP"] : ["MCPServer"])
            .map { "                .product(name: \"\($0)\", package: \(source.manifestName))" }
        let values = [
            "name": name.target,
            "package": name.package,
            "library": transport == .http ? "MCPServerHTTP" : "MCPServer",
            "products": products.count == 1 ? products[0] : products.map { "\($0)," }.joined(separator: "\n"),
            "generator": source.manifestName,
            "dependency": source.manifestArguments(traits: transport == .http ? ["HTTP"] : []),
            "dependencyCopy": source.dockerfileLines,
            "dependencyNote": note,
            "dockerBuild": source.dockerBuild(image: name.package),
            "dockerRun": transport == .http ? "-p 127.0.0.1:3000:3000" : "-i",
            "transport": piece,
        ]
        do throws(Template.Fault) {
            var text = try template.rendered(values)
            // A note that is not needed may leave the blank line before it behind.
            while text.hasSuffix("\n\n"), template.name.hasPrefix("NewServer/") { text.removeLast() }
            return text
        } catch {
            throw ScaffoldFailure("the template \(template.name) is broken: \(error)")
        }
    }

    /// A template's path below a folder of `Templates`, without its suffix.
    private static func path(of template: Template, in folder: String) -> String? {
        guard template.name.hasPrefix("\(folder)/"), template.name.hasSuffix(".template") else { return nil }
        return String(template.name.dropFirst(folder.count + 1).dropLast(".template".count))
    }
}

// MARK: - On disk

extension Scaffold {
    /// What a folder may hold and still be called empty.
    private static let harmless: Set<String> = [".git", ".DS_Store"]

    /// Refuses a folder in which something stands already.
    static func checkIsFree(_ folder: URL) throws(ScaffoldFailure) {
        // A path with a slash at its end is none of a file.
        let path = folder.deletingLastPathComponent().appending(
            path: folder.lastPathComponent,
            directoryHint: .notDirectory
        )
        .path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw ScaffoldFailure("\(path) is there already, and is no folder that can be read")
        }
        if let name = names.sorted().first(where: { !harmless.contains($0) }) {
            throw ScaffoldFailure(
                "\(path) is not empty (it holds \(name)): choose another name or --into another folder"
            )
        }
    }

    /// Writes all files into a folder, which is made if it is not there.
    func write(into folder: URL) throws(ScaffoldFailure) {
        let files = try files()
        try Self.checkIsFree(folder)
        for file in files {
            let url = folder.appending(path: file.path)
            do {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(file.text.utf8).write(to: url)
                if file.isScript {
                    let path = url.path(percentEncoded: false)
                    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
                }
            } catch {
                throw ScaffoldFailure("cannot write \(url.path(percentEncoded: false)): \(error.localizedDescription)")
            }
        }
    }
}
