/// What a client says about itself. It is unchecked: good for logs, never for decisions.
public struct ClientInfo: Sendable, Hashable {
    /// The name by which programs know the client.
    public var name: String
    /// The version of the client, in its own numbering; empty where it gave none.
    public var version: String
    /// The name to show to people.
    public var title: String?

    /// Creates the description of a client.
    public init(name: String, version: String, title: String? = nil) {
        self.name = name
        self.version = version
        self.title = title
    }

    /// Reads an `Implementation`, or answers `nil` for what has no name.
    init?(_ json: JSONValue?) {
        guard case .object(let object) = json, case .string(let name) = object["name"] else { return nil }
        self.name = name
        if case .string(let version) = object["version"] { self.version = version } else { version = "" }
        if case .string(let title) = object["title"] { self.title = title }
    }
}
