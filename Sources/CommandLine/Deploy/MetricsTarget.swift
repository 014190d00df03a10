import ToolModel

/// Where Prometheus finds what a server measures, as far as the YAML says it.
struct MetricsTarget: Equatable {
    /// What Prometheus calls the server.
    var job: String
    /// The server's name for people.
    var title: String
    var path = "/metrics"
    var port = HTTPDefinition.defaultPort
    var isSecure = false
    /// Whether the YAML has a route of the kind.
    var hasRoute = false

    init(job: String) { (self.job, title) = (job, job) }

    /// Reads what a server says of itself; what it leaves to settings has its default.
    init(_ server: ServerDefinition?, job: String?) {
        self.init(job: job ?? server?.name ?? "mcp")
        guard let server else { return }
        title = server.title ?? server.name
        guard let http = server.http else { return }
        let port: Int? =
            switch http.port.source {
            case .literal(let port): port
            case .setting(_, let text): text.flatMap { Int($0) }
            }
        // Port 0 is any that is free, which nobody can know.
        if let port, port > 0 { self.port = port }
        isSecure = http.tls != nil
        guard let route = http.routes.first(where: { $0.kind == .metrics }) else { return }
        hasRoute = true
        path = route.path
    }
}
