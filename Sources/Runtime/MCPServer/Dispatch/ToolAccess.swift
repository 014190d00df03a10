/// Which tools a caller may see and call.
struct ToolAccess: Sendable {
    /// The scopes that a tool needs, each combination once; the first is none at all.
    private var demands: [[String]] = [[]]
    /// The combination that each tool needs, in the order of the catalog; empty where none needs any.
    private var demandOfTool: [Int] = []

    /// Creates the rules for tools that need these scopes.
    init(_ scopes: [[String]]) {
        guard scopes.contains(where: { !$0.isEmpty }) else { return }
        var places: [[String]: Int] = [[]: 0]
        for scopes in scopes.map({ $0.sorted() }) {
            if places[scopes] == nil {
                places[scopes] = demands.count
                demands.append(scopes)
            }
            demandOfTool.append(places[scopes] ?? 0)
        }
    }

    /// Whether there are tools that not everybody sees.
    var isRestricted: Bool { !demandOfTool.isEmpty }

    /// Whether a caller may see and call the tool at a place.
    func allows(_ tool: Int, to principal: Principal?) -> Bool {
        !isRestricted || Self.meets(demands[demandOfTool[tool]], principal)
    }

    /// The scopes that the tool at a place needs, in the order of their texts.
    func scopes(of tool: Int) -> [String] { isRestricted ? demands[demandOfTool[tool]] : [] }

    /// The places of the tools that a caller may see, where there are some that not everybody sees.
    func places(visibleTo principal: Principal?) -> [Int] {
        let isMet = demands.map { Self.meets($0, principal) }
        return demandOfTool.indices.filter { isMet[demandOfTool[$0]] }
    }

    private static func meets(_ demand: [String], _ principal: Principal?) -> Bool {
        demand.allSatisfy { principal?.has($0) ?? false }
    }
}
