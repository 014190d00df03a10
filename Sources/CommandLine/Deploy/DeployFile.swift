import Foundation

/// A file for a server in production.
struct DeployFile: Equatable {
    var name: String
    var text: String

    /// Writes files into a folder, which is made if it is not there; none of them where one is there already, unless it may
    /// be replaced.
    static func write(_ files: [DeployFile], into folder: URL, replacing: Bool) throws(DeployFailure) {
        let places = files.map { ($0, folder.appending(path: $0.name)) }
        if !replacing {
            let taken = places.map { $1.path(percentEncoded: false) }.filter(FileManager.default.fileExists)
            guard taken.isEmpty else {
                throw DeployFailure(
                    message: "\(taken.joined(separator: ", ")) would be replaced: say --force, or another --output"
                )
            }
        }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (file, place) in places { try Data(file.text.utf8).write(to: place) }
        } catch {
            throw DeployFailure(message: "cannot write into \(folder.relativePath): \(error.localizedDescription)")
        }
    }
}

/// Why nothing was written, in words for who asked for it.
struct DeployFailure: Error, Equatable {
    var message: String
}
