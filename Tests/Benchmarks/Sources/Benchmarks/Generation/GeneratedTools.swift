import Foundation

/// A folder with a `tools.yaml` of some size and what the generator makes of it.
struct GeneratedTools {
    let folder: String
    private let tool: String
    private let file: ToolFile

    /// Writes the `tools.yaml`. The configuration is that of the tool's build, `debug` or `release`.
    init(_ count: Int, configuration: String, _ folders: Folders) throws {
        file = ToolFile(count: count)
        folder = "\(folders.work)/tools-\(count)"
        tool = "\(folders.scratch)/\(configuration)/GenerateTool"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(file.yaml.utf8).write(to: URL(filePath: yamlPath))
    }

    private var yamlPath: String { "\(folder)/tools.yaml" }

    /// The Swift files that the generator writes.
    var sources: [String] { ["\(folder)/Many.tools.swift", "\(folder)/Many.server.swift"] }

    /// Runs the tool, without anything that it wrote before.
    func generate() throws -> Command.Outcome {
        for source in sources { unlink(source) }
        return try Command(path: tool, arguments: ["--target", "Many", "--output", folder, yamlPath]).run()
    }

    /// The tool at work.
    var contender: Contender {
        Contender { count in
            var time = 0.0
            for _ in 0..<count { time += try generate().processorTime }
            return time
        }
    }

    /// Reading and writing the same bytes as the tool; it has to have run.
    var copying: Contender {
        Contender {
            for (index, path) in ([yamlPath] + sources).enumerated() {
                guard let data = try? Data(contentsOf: URL(filePath: path)) else { continue }
                if index > 0 { try? data.write(to: URL(filePath: path), options: .atomic) }
            }
        }
    }

    /// Writes structs with the same properties as a person would, and answers the path.
    func writeCodable() throws -> String {
        let path = "\(folder)/Codable.swift"
        try Data(file.codable.utf8).write(to: URL(filePath: path))
        return path
    }
}
