import ArgumentParser
import Digests
import Foundation
import ToolValidation

/// `mcp-generator key new`: makes an API key.
struct NewKey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make an API key, and the line with which a server knows it.",
        discussion: """
            The key goes to standard output, and what to do with it to standard error: KEY=$(mcp-generator key new) \
            takes the key alone. The server gets its digest, from which nobody finds the key. It is shown this once.

            EXAMPLES:
              mcp-generator key new --id ci --scope orders:read --scope orders:write
              mcp-generator key new --json
            """
    )

    @Option(
        help: ArgumentHelp(
            "Who the bearer is, for the server and its logs. Keys with the same id are of the same caller.",
            valueName: "name"
        )
    )
    var id: String?

    @Option(name: .customLong("scope"), help: "What the bearer may do; may be repeated.")
    var scopes: [String] = []

    @Flag(help: "Print a JSON object with 'id', 'key', 'digest' and 'entry'.")
    var json = false

    func validate() throws { _ = try entry(of: "") }

    func run() throws {
        let key = Self.randomKey()
        let entry = try entry(of: key)
        guard !json else { return print(Self.json(key, entry)) }
        Terminal.complain("The key of \(entry.id), which is shown this once:")
        print(key)
        Terminal.complain(Self.advice(entry))
    }

    /// What lets the bearer of a key in.
    func entry(of key: String) throws -> APIKey {
        do {
            return try APIKey(id: id ?? Self.randomID(), digest: KeyDigest(of: key), scopes: scopes)
        } catch {
            throw ValidationError("The key \(error)")
        }
    }

    static func json(_ key: String, _ entry: APIKey) -> String {
        let object: JSONObject = [
            "id": .string(entry.id), "key": .string(key), "digest": .string(entry.digest.hexadecimal),
            "entry": .string(entry.entry),
        ]
        return JSONValue.object(object).jsonText
    }

    static func advice(_ entry: APIKey) -> String {
        """

        Let the server know it, in the setting that 'keys' of 'authenticate' names, with a comma behind other keys:
          API_KEYS='\(entry.entry)'
        or, for 'probeKey', by its digest alone:
          PROBE_KEY=\(entry.digest.hexadecimal)
        Send it with each request, as in:
          MCP_BEARER_TOKEN=mcp_… mcp-generator list http://127.0.0.1:3000/mcp
          curl -H 'Authorization: Bearer mcp_…' …
        """
    }

    /// 256 bits of the system's randomness, behind the prefix that scanners for secrets can look for.
    static func randomKey() -> String {
        let bytes = (0..<4).flatMap { _ in Self.bytes(of: .random(in: 0...UInt64.max)) }
        let text = Data(bytes).base64EncodedString()
        let characters = text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return APIKey.prefix + characters
    }

    private static func randomID() -> String {
        "key-\(Hexadecimal.text(bytes(of: .random(in: 0...UInt64.max)).prefix(4)))"
    }

    private static func bytes(of number: UInt64) -> [UInt8] { withUnsafeBytes(of: number, Array.init) }
}
