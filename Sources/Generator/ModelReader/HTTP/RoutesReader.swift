internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads `routes:`.
struct RoutesReader {
    /// The key of the section, where routes stand that nobody wrote.
    let section: YAMLScalar
    private var routes: [Route] = []

    init(section: YAMLScalar) {
        self.section = section
    }

    mutating func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        let expected = "a mapping of paths ('/mcp: { kind: mcp }')"
        guard let mapping = reading.mapping(entry.value, for: "'routes'", expected: expected) else { return }
        var hasFaults = false
        for entry in mapping.entries {
            checkPath(entry.key, &reading)
            if let route = readRoute(entry, &reading) { add(route, &reading) } else { hasFaults = true }
        }
        // A route whose kind could not be read may be the one.
        guard !hasFaults, !routes.contains(where: { $0.kind == .mcp }) else { return }
        let message = "no route is of kind mcp, so that no client could call a tool: add '/mcp: { kind: mcp }'"
        reading.error(.mcpRoute, at: entry.key.location, message)
    }

    /// The routes, or those of a server whose YAML names none.
    func finish(isAbsent: Bool) -> [Route] {
        guard isAbsent else { return routes }
        let location = section.location
        return [
            Route(path: "/mcp", kind: .mcp, stages: Self.defaultStages(at: location), location: location),
            Route(path: "/healthz", kind: .health, location: location),
            Route(path: "/readyz", kind: .readiness, location: location),
        ]
    }

    /// The stages of an MCP route whose YAML names none.
    private static func defaultStages(at location: SourceLocation) -> [StageUse] {
        [.correlation(header: nil), .requestLog(RequestLogSettings()), .originGuard(allow: nil)].map {
            StageUse($0, isInserted: true, location: location)
        }
    }

    private mutating func add(_ route: Route, _ reading: inout Reading) {
        if route.kind == .mcp, let first = routes.first(where: { $0.kind == .mcp }) {
            reading.error(
                .mcpRoute,
                at: route.location,
                "a second route of kind mcp is not supported yet: a session belongs to the one path that began it",
                notes: [.init("'\(first.path)' is of kind mcp", at: first.location)]
            )
        }
        routes.append(route)
    }

    private func checkPath(_ key: YAMLScalar, _ reading: inout Reading) {
        let path = key.text
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let fault: String? =
            if !path.hasPrefix("/") {
                "begins with '/'"
            } else if !path.utf8.allSatisfy(Self.mayStandInPath) {
                "is made of ASCII letters, digits and '-', '.', '_', '~' and '/'"
            } else if path != "/", parts.contains(where: { ["", ".", ".."].contains($0) }) {
                "has no empty part, no '.' and no '..', and no '/' at its end"
            } else {
                nil
            }
        if let fault { reading.error(.routePath, at: key.location, "\(quoted(path)) is no path: a path \(fault)") }
    }

    /// Nothing that a router, a proxy or a browser would read in a way of its own.
    private static func mayStandInPath(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._~/".utf8.contains(byte)
        }
    }

    // MARK: - One route

    private func readRoute(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Route? {
        let subject = "route \(quoted(entry.key.text))"
        let expected = "a mapping with 'kind'"
        guard let mapping = reading.mapping(entry.value, for: subject, expected: expected) else { return nil }
        var kind: Route.Kind?
        var stages: [StageUse]?
        for entry in mapping.entries {
            switch entry.key.text {
            case "kind": kind = Self.readKind(entry.value, &reading)
            case "middleware": stages = readStages(entry.value, &reading)
            default: reading.refuse(entry.key, of: subject, among: Vocabulary.route)
            }
        }
        if mapping.entry("kind") == nil {
            reading.error(.missingKey, at: entry.key.location, "\(subject) needs 'kind'")
        }
        StageOrder.check(stages ?? [], &reading)
        guard let kind else { return nil }
        var route = Route(path: entry.key.text, kind: kind, stages: stages ?? [], location: entry.key.location)
        if kind == .mcp { guardOrigins(of: &route, isListed: mapping.entry("middleware") != nil) }
        return route
    }

    private static func readKind(_ node: YAMLNode, _ reading: inout Reading) -> Route.Kind? {
        guard let name = reading.text(node, for: "'kind'") else { return nil }
        if let kind = Route.Kind(rawValue: name) { return kind }
        if Vocabulary.routeKinds.planned.contains(name) {
            reading.error(.notSupported, at: node.location, "kind '\(name)' of a route is not supported yet")
        } else {
            let advice = reading.advice(for: name, among: Vocabulary.routeKinds)
            reading.error(.unknownKind, at: node.location, "unknown kind \(quoted(name)) of a route\(advice)")
        }
        return nil
    }

    private func readStages(_ node: YAMLNode, _ reading: inout Reading) -> [StageUse] {
        let expected = "a list of stages ('- correlation')"
        guard let elements = reading.elements(node, for: "'middleware'", expected: expected) else { return [] }
        let stages = elements.compactMap { StageReader.read($0, &reading) }
        if stages.count < elements.count { reading.hasUnreadStages = true }
        return stages
    }

    /// Puts `originGuard` in where it is not listed: without it, any page that a user visits could call the tools of a
    /// server on that user's machine.
    private func guardOrigins(of route: inout Route, isListed: Bool) {
        guard isListed else {
            route.stages = Self.defaultStages(at: route.location)
            return
        }
        guard !route.stages.contains(where: { $0.kind.name == .originGuard }) else { return }
        let place: Int
        if let cors = route.stages.firstIndex(where: { $0.kind.name == .cors }) {
            place = cors + 1
        } else {
            let first: [StageName] = [.correlation, .requestLog, .securityHeaders]
            place = route.stages.prefix { first.contains($0.kind.name) }.count
        }
        let stage = StageUse(.originGuard(allow: nil), isInserted: true, location: route.location)
        route.stages.insert(stage, at: place)
    }
}
