/// The tools of a server as it advertises them, made when its code was generated.
public struct ToolCatalog: Sendable {
    /// The tools' names, in the order of the list.
    let names: NameTable
    /// The JSON array of the tools, as the newest revision has it.
    let list: StaticString
    /// Whether the list that a caller gets can change while the server runs.
    let listChanged: Bool

    /// Creates a catalog.
    ///
    /// - Parameters:
    ///   - names: The names, one a line, in the order of the list.
    ///   - list: The `tools` of a `tools/list` result as the newest revision has it: a JSON array without white space
    ///     that would break a line.
    ///   - listChanged: Whether the list that a caller gets can change while the server runs.
    public init(names: StaticString, list: StaticString, listChanged: Bool = false) {
        self.names = NameTable(lines: names)
        self.list = list
        self.listChanged = listChanged
    }

    /// How many tools there are.
    public var count: Int { names.count }
}
