#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Reads and writes whole files.
struct FileStore {
    /// Why a file could not be read or written.
    struct Failure: Error {
        var path: String
        var reason: String
    }

    /// The path of a file in a folder, whose own path may end with a slash.
    func path(of name: String, in directory: String) -> String {
        directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    }

    /// The bytes of a file.
    func read(_ path: String) throws(Failure) -> [UInt8] {
        do {
            return try Array(Data(contentsOf: URL(filePath: path)))
        } catch {
            throw Failure(path: path, reason: Self.reason(error))
        }
    }

    /// Whether a file stands at a path.
    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    /// Writes a file with its folders, unless it has these bytes already, so that nothing that depends on it is built
    /// again.
    ///
    /// - Returns: Whether it was written.
    func writeIfChanged(_ text: String, to path: String) throws(Failure) -> Bool {
        let data = Data(text.utf8)
        do {
            let url = URL(filePath: path)
            if let current = try? Data(contentsOf: url), current == data { return false }
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try data.write(to: url, options: .atomic)
            return true
        } catch {
            throw Failure(path: path, reason: Self.reason(error))
        }
    }

    /// The texts of all Swift files below a folder.
    func swiftSources(below directory: String) -> [(path: String, text: String)] {
        guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: directory) else { return [] }
        return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            guard let bytes = try? read(self.path(of: path, in: directory)) else { return nil }
            return (path, String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        return switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
        case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "no space left on the disk"
        default: "input or output failed, Cocoa error \(error.code.rawValue)"
        }
    }
}
