/// The tools of a server as it advertises them, made when its code was generated.
public struct ToolCatalog: Sendable {
    /// Who may keep a list (`cacheScope` of revision 2026-07-28).
    public enum CacheScope: String, Sendable {
        /// Anybody, for all callers: a shared cache, say.
        case `public`
        /// Who asked for it, for itself.
        case `private`
    }

    /// The tools' names, in the order of the list.
    let names: NameTable
    /// The JSON array of the tools, as the newest revision has it.
    let list: StaticString
    /// Whether the list that a caller gets can change while the server runs.
    let listChanged: Bool
    /// How long the list may be kept.
    let timeToLive: Duration
    /// Who may keep it.
    let cacheScope: CacheScope
    /// How many tools a page of the list has.
    let pageSize: Int

    /// Creates a catalog.
    ///
    /// - Parameters:
    ///   - names: The names, one a line, in the order of the list.
    ///   - list: The `tools` of a `tools/list` result as the newest revision has it: a JSON array without white space
    ///     that would break a line.
    ///   - listChanged: Whether the list that a caller gets can change while the server runs.
    ///   - timeToLive: How long clients may keep the list, and what `server/discover` says.
    ///   - cacheScope: Who may keep it. Where tools need scopes it is private in any case.
    ///   - pageSize: How many tools a page of the list has, at least 1.
    public init(
        names: StaticString,
        list: StaticString,
        listChanged: Bool = false,
        timeToLive: Duration = .seconds(300),
        cacheScope: CacheScope = .public,
        pageSize: Int = 1000
    ) {
        self.names = NameTable(lines: names)
        self.list = list
        self.listChanged = listChanged
        self.timeToLive = timeToLive
        self.cacheScope = cacheScope
        self.pageSize = max(1, pageSize)
    }

    /// How many tools there are.
    public var count: Int { names.count }

    /// The JSON array of the tools.
    package var listBytes: [UInt8] { list.withUTF8Buffer { Array($0) } }
}
