/// How the server's lists are answered. What the YAML leaves out is the runtime's to know.
public struct ListSettings: Sendable, Hashable {
    /// How long clients may keep them; zero for not at all.
    public var timeToLive: Duration?
    /// Who may keep them: `public` or `private`.
    public var scope: LocatedText?
    /// How many tools a page has.
    public var pageSize: Int?
    /// Whether the list that a caller gets can change while the server runs.
    public var listChanged: Bool

    /// Creates settings.
    public init(
        timeToLive: Duration? = nil,
        scope: LocatedText? = nil,
        pageSize: Int? = nil,
        listChanged: Bool = false
    ) {
        self.timeToLive = timeToLive
        self.scope = scope
        self.pageSize = pageSize
        self.listChanged = listChanged
    }
}
