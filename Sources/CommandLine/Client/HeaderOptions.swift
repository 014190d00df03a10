import ArgumentParser
import Foundation

/// What a client says of itself to a server on HTTP: options that all commands share which ask one.
struct HeaderOptions: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A header to send with every request over HTTP; may be repeated.", valueName: "Name: value")
    )
    var header: [String] = []

    @Option(
        help: ArgumentHelp(
            "A bearer token to send over HTTP. In the environment, as MCP_BEARER_TOKEN, other users cannot see it.",
            valueName: "token"
        )
    )
    var bearer: String?

    /// Whether none is given on the command line.
    var areNone: Bool { header.isEmpty && bearer == nil }

    /// The headers to send, the token among them.
    func fields(environment: [String: String]) throws(ClientFailure) -> [HeaderField] {
        var fields: [HeaderField] = []
        for text in header { fields.append(try HeaderField(parsing: text)) }
        let isNamed = fields.contains { $0.name.lowercased() == "authorization" }
        if isNamed, bearer != nil {
            throw ClientFailure(message: "--bearer and a header Authorization say the same thing: give one of them")
        }
        // A header on the command line was meant for this call, the environment for all of them.
        let variable = isNamed ? nil : environment["MCP_BEARER_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        guard let token = bearer ?? variable else { return fields }
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            let place = bearer == nil ? "MCP_BEARER_TOKEN" : "--bearer"
            throw ClientFailure(message: "\(place) holds no token: it is made of printable ASCII without spaces")
        }
        return fields + [HeaderField("Authorization", "Bearer \(token)")]
    }

    /// Reads the URL of a server.
    ///
    /// - Parameters:
    ///   - text: The URL.
    ///   - alternative: How else a server may be named, for who named it wrongly.
    /// - Returns: The URL.
    /// - Throws: `ValidationError` for a text that is none, and for credentials in it.
    static func url(_ text: String, orElse alternative: String = "") throws -> URL {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), url.host()?.isEmpty == false
        else {
            throw ValidationError(
                "'\(text)' is no URL of a server: write it as http://127.0.0.1:3000/mcp\(alternative)."
            )
        }
        guard url.user == nil, url.password == nil else {
            throw ValidationError("Give credentials as --bearer or --header, not in the URL.")
        }
        return url
    }

    /// Warns of a token that others may read on its way.
    static func warn(of fields: [HeaderField], to url: URL) {
        guard fields.contains(where: { $0.name.lowercased() == "authorization" }), isOverheard(url) else { return }
        Terminal.complain("warning: \(url) is not encrypted, so that others may read your token on its way")
    }

    private static func isOverheard(_ url: URL) -> Bool {
        let host = url.host() ?? ""
        let isLocal = host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
        return url.scheme?.lowercased() == "http" && !isLocal
    }
}
