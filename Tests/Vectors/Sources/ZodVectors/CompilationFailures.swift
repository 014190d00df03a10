package import Foundation

/// Vectors whose emitted code does not compile: they fail, and must not take the others with them.
package struct CompilationFailures: Sendable, Codable {
    /// What the compiler says, by the id of the vector.
    private var messages: [String: String] = [:]

    package init() {}

    /// Reads what an earlier attempt has found.
    package init(_ file: URL) throws {
        guard let data = try? Data(contentsOf: file) else { return }
        messages = try JSONDecoder().decode([String: String].self, from: data)
    }

    package func write(to file: URL) throws { try JSONEncoder().encode(messages).write(to: file) }

    subscript(id: String) -> String? { messages[id].map { "the emitted code does not compile:\n      \($0)" } }

    /// Finds the vectors that the errors of a compiler are about.
    ///
    /// - Parameters:
    ///   - log: What the compiler printed.
    ///   - source: The emitted code, whose types say where they come from.
    ///   - document: The YAML that it was emitted for.
    /// - Returns: Whether there are any that were not known.
    package mutating func add(_ log: String, _ source: String, _ document: VectorDocument) -> Bool {
        let types = typesByLine(source)
        let count = messages.count
        for match in log.matches(of: /vectors\.tools\.swift:(\d+):\d+: error: (.*)/) {
            guard let line = Int(match.1), types.indices.contains(line - 1) else { continue }
            let type = types[line - 1]
            // All types of a vector begin with the name of its own.
            let entry = document.entries.first { entry in
                type.hasPrefix(entry.type) && !(type.dropFirst(entry.type.count).first?.isNumber ?? false)
            }
            if let id = entry?.vector.id, messages[id] == nil { messages[id] = "\(match.2)" }
        }
        return messages.count > count
    }

    /// The type of the YAML that each line of emitted code belongs to.
    private func typesByLine(_ source: String) -> [Substring] {
        var type: Substring = ""
        return source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if let match = line.firstMatch(of: /^\/\/\/ - Remark: .*, type `(\w+)`/) { type = match.1 }
            return type
        }
    }
}
