import Foundation

/// Finds the YAML files that are meant where a command line names none.
enum ToolFileSearch {
    /// Why there is no answer, in words for the user.
    struct Failure: Error {
        var message: String
    }

    /// `tools.yaml` here, or the only one in a folder of `Sources`.
    static func onlyFile() throws(Failure) -> String {
        if FileManager.default.fileExists(atPath: "tools.yaml") { return "tools.yaml" }
        let targets = (try? FileManager.default.contentsOfDirectory(atPath: "Sources")) ?? []
        let folders = targets.sorted().map { "Sources/\($0)/" }
        let files = folders.map { "\($0)tools.yaml" }.filter(FileManager.default.fileExists)
        guard let file = files.first else {
            if let other = ([""] + folders).map({ "\($0)tools.yml" }).first(where: FileManager.default.fileExists) {
                throw Failure(message: "\(other) is not read by the build: rename it to tools.yaml")
            }
            throw Failure(message: "there is no tools.yaml here or in a folder of Sources: name the file")
        }
        guard files.count == 1 else {
            throw Failure(
                message: "there are several files, so name the one that is meant: \(files.joined(separator: ", "))"
            )
        }
        return file
    }

    /// A file with all others of its folder that belong to the same server.
    static func files(beside file: String) -> [String] {
        let folder = file.dropLast("tools.yaml".count)
        let path = folder.isEmpty ? "." : String(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return [file] + names.filter { $0.hasSuffix(".tools.yaml") }.sorted().map { "\(folder)\($0)" }
    }
}
