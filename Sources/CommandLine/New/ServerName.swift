/// The name of a new server's Swift target, from which all its other names are made.
///
/// Nothing but ASCII letters and digits gets through, so that it can stand in Swift, YAML, JSON, Markdown, Dockerfiles
/// and shell scripts as it is.
struct ServerName: Equatable {
    /// The Swift target and the prefix of the generated types.
    let target: String

    private static let longest = 50

    /// Takes a name that a person chose.
    init(_ text: String) throws(ScaffoldFailure) {
        guard let first = text.utf8.first, first.isUpperASCII, text.utf8.allSatisfy(\.isAlphanumericASCII) else {
            let suggestion = Self.suggestion(for: text).map { "; how about \($0)?" } ?? ", such as Weather"
            throw ScaffoldFailure(
                "'\(text)' cannot name a Swift target: write a capital letter, then letters and digits\(suggestion)"
            )
        }
        guard text.utf8.count <= Self.longest else {
            throw ScaffoldFailure("the name is longer than \(Self.longest) letters")
        }
        guard !TakenNames.contains(text) else {
            let suggestion = "My\(text)"
            throw ScaffoldFailure(
                "'\(text)' means something else to Swift or to SwiftPM already; how about \(suggestion)?"
            )
        }
        target = text
    }

    /// The name of the package and of the server, as in `my-server` for `MyServer`.
    var package: String {
        var result = ""
        let bytes = Array(target.utf8)
        for (index, byte) in bytes.enumerated() {
            let isBeginning =
                index > 0 && byte.isUpperASCII
                && (!bytes[index - 1].isUpperASCII || (index + 1 < bytes.count && bytes[index + 1].isLowerASCII))
            result += (isBeginning ? "-" : "") + String(decoding: [byte], as: UTF8.self).lowercased()
        }
        return result
    }

    /// `my-server` becomes `MyServer`.
    private static func suggestion(for text: String) -> String? {
        let words = text.split { !$0.utf8.allSatisfy(\.isAlphanumericASCII) }
        let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        guard let first = name.utf8.first, first.isUpperASCII, !TakenNames.contains(name) else { return nil }
        return name.utf8.count <= longest ? name : nil
    }
}

/// Why a server could not be laid down, in words for who asked for it.
struct ScaffoldFailure: Error, Equatable {
    var message: String

    init(_ message: String) {
        self.message = message
    }
}
