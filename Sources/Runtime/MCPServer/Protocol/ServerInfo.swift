/// What a server says about itself: `Implementation` in the schemas of all revisions, and its instructions.
public struct ServerInfo: Sendable, Hashable {
    /// The name by which programs know the server.
    public var name: String
    /// The version of the server, in its own numbering.
    public var version: String
    /// The name to show to people.
    public var title: String?
    /// What a model should know before it uses the tools.
    public var instructions: String?

    /// Creates the description of a server.
    public init(name: String, version: String, title: String? = nil, instructions: String? = nil) {
        self.name = name
        self.version = version
        self.title = title
        self.instructions = instructions
    }

    /// Writes `name`, `title` and `version`; the instructions have another place.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.writeKey("name")
        json.write(name)
        if let title {
            json.writeKey("title")
            json.write(title)
        }
        json.writeKey("version")
        json.write(version)
        json.endObject()
    }
}
