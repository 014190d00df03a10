import Foundation
import SwiftEmitter
import ToolValidation

/// Where a new server takes swift-mcp-generator from.
enum GeneratorSource: Equatable {
    /// A folder on this machine.
    case folder(String)
    /// A repository, from a version on.
    case repository(url: String, version: String)

    static let packageName = "swift-mcp-generator"

    /// What three options say together; nothing if they say nothing.
    init?(packagePath: String?, url: String?, from version: String?) throws(ScaffoldFailure) {
        switch (packagePath, url, version) {
        case (nil, nil, nil):
            return nil
        case (let path?, nil, nil):
            self = try .folder(checked: path)
        case (nil, let url?, let version?):
            self = try .repository(checked: url, version)
        case (nil, _?, nil):
            throw ScaffoldFailure("--url needs a version: add --from, such as --from 0.1.0")
        case (nil, nil, _?):
            throw ScaffoldFailure("--from needs the repository that has the version: add --url")
        case (_?, _, _):
            throw ScaffoldFailure("--package-path and --url are two ways to say one thing: give one of them")
        }
    }

    /// The checkout that this command was built from, if it is still there.
    static func checkout() -> GeneratorSource? {
        var folders: [URL] = []
        if var folder = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            while folder.pathComponents.count > 1 {
                folder.deleteLastPathComponent()
                folders.append(folder)
            }
        }
        folders.append(URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL)
        for folder in folders where isCheckout(folder) {
            // What SwiftPM fetched for another package is that one's, and gone when its build folder is.
            if folder.pathComponents.contains(".build") { continue }
            if let source = try? GeneratorSource.folder(checked: folder.path(percentEncoded: false)) { return source }
        }
        return nil
    }

    /// A folder that is there; relative paths are taken from the current one.
    private static func folder(checked path: String) throws(ScaffoldFailure) -> GeneratorSource {
        let url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
        var text = url.path(percentEncoded: false)
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        guard isCheckout(url) else {
            throw ScaffoldFailure("\(text) is not a folder of \(packageName): it has no Package.swift of that name")
        }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control && !"\"$\\`".unicodeScalars.contains($0)
        }
        guard isPlain else {
            throw ScaffoldFailure("the path '\(text)' has characters that a Dockerfile cannot hold: move the folder")
        }
        return .folder(text)
    }

    private static func repository(checked url: String, _ version: String) throws(ScaffoldFailure) -> GeneratorSource {
        let isURL = url.wholeMatch(of: /(?:(?:https?|ssh|git|file):\/\/|git@)[A-Za-z0-9._~:\/@%+-]*[A-Za-z0-9]/) != nil
        guard isURL, identity(of: url) != nil else {
            throw ScaffoldFailure(
                "'\(url)' is no URL of a git repository, such as https://github.com/owner/\(packageName)"
            )
        }
        guard version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?/) != nil else {
            throw ScaffoldFailure("'\(version)' is no version: write three numbers, such as 0.1.0")
        }
        return .repository(url: url, version: version)
    }

    private static func isCheckout(_ folder: URL) -> Bool {
        let manifest = try? String(contentsOf: folder.appending(path: "Package.swift"), encoding: .utf8)
        return manifest?.contains("name: \"\(packageName)\"") ?? false
    }

    /// SwiftPM's name for a package: the last part of its URL.
    private static func identity(of url: String) -> String? {
        guard var name = url.split(whereSeparator: { "/:".contains($0) }).last.map(String.init) else { return nil }
        if name.hasSuffix(".git") { name.removeLast(4) }
        return name.isEmpty ? nil : name
    }
}

// MARK: - In files

extension GeneratorSource {
    /// The arguments of `.package(…)` in a manifest.
    func manifestArguments(traits: [String]) -> String {
        let place =
            switch self {
            case .folder(let path):
                "name: \(SwiftLiteral.string(Self.packageName)), path: \(SwiftLiteral.string(path))"
            case .repository(let url, let version):
                "url: \(SwiftLiteral.string(url)), from: \(SwiftLiteral.string(version))"
            }
        let names = traits.map(SwiftLiteral.string).joined(separator: ", ")
        return names.isEmpty ? place : "\(place), traits: [\(names)]"
    }

    /// The package's name where products are named, as a Swift literal.
    var manifestName: String {
        switch self {
        case .folder: SwiftLiteral.string(Self.packageName)
        case .repository(let url, _): SwiftLiteral.string(Self.identity(of: url) ?? Self.packageName)
        }
    }

    /// What a Dockerfile does to have the package where the manifest says it is.
    var dockerfileLines: String {
        guard case .folder(let path) = self else { return "" }
        return """
            # The manifest names a folder, which `docker build --build-context` hands in.
            COPY --from=\(Self.packageName) [".", \(JSONValue.string(path).jsonText)]
            """
    }

    /// The command that builds an image.
    func dockerBuild(image: String) -> String {
        guard case .folder(let path) = self else { return "docker build -t \(image) ." }
        return "docker build -t \(image) --build-context \(Self.packageName)=\(ShellWord.quoted(path)) ."
    }

    /// What a reader of the README has to know.
    var readmeNote: String {
        guard case .folder = self else { return "" }
        return """
            `Package.swift` names swift-mcp-generator by a folder of the machine that this package was made on. Name its
            repository and a version instead before anybody else, CI included, builds this.
            """
    }

    /// The same, in a workflow.
    var workflowNote: String {
        guard case .folder = self else { return "" }
        return
            "      # Package.swift names a folder of one machine: name a repository and a version before this can pass."
    }
}

/// Words of a shell's command line.
enum ShellWord {
    /// A text that a shell takes for one word that is exactly it.
    static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { $0.isAlphanumericASCII || "/._-+:@%".utf8.contains($0) }
        return isPlain ? text : "'\(text.replacing("'", with: "'\\''"))'"
    }
}
