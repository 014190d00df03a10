#if HTTP
import HTTPTypes
import MCPServer
import MCPServerMetrics
import Metrics

/// Tells what the process has measured, in Prometheus' text format or as OpenMetrics, whichever the client likes better.
struct MetricsEndpoint: Sendable {
    /// `nil` where what is measured goes elsewhere.
    private let registry: MetricRegistry?

    /// - Parameter factory: Where what the server measures goes; its handles have been made.
    init(_ factory: (any MetricsFactory)?) {
        let registry = factory as? MetricRegistry ?? .shared
        // Another backend may hand on to the registry, which has the server's metrics then.
        self.registry = registry.has("http.server.active_requests") ? registry : nil
    }

    func respond(_ request: ServerRequest) -> ServerResponse {
        guard request.method == .get || request.method == .head else { return .methodNotAllowed(.metrics) }
        guard let registry else {
            let sentence = """
                This program has bootstrapped another backend of swift-metrics, so there is nothing to tell here: \
                leave that out, or make MetricRegistry.shared part of a MultiplexMetricsHandler.
                """
            return ServerResponse(status: .serviceUnavailable, headers: [.cacheControl: "no-store"], text: sentence)
        }
        let format = MetricExposition.Format(accept: request.fields.accept ?? "")
        let text = MetricExposition.write(registry.snapshot(), as: format)
        let headers: HTTPFields = [
            .contentType: format.contentType, .cacheControl: "no-store", .vary: "Accept",
        ]
        return ServerResponse(status: .ok, headers: headers, bytes: text)
    }
}

extension MCPRoute {
    /// Makes the registry the backend of swift-metrics where a route tells of it, before anything is made that measures.
    static func installMetrics(for routes: [MCPRoute]) {
        if routes.contains(where: { $0.kind == .metrics }) { MetricRegistry.install() }
    }
}

extension MetricExposition.Format {
    /// OpenMetrics where the client names it and likes it no less than Prometheus' own format (RFC 9110, section 12.5.1).
    init(accept: String) {
        var (openMetrics, prometheus) = (0.0, 0.0)
        for range in accept.split(separator: ",") {
            let parts = range.split(separator: ";").map { trimmed($0).lowercased() }
            guard let type = parts.first else { continue }
            func parameter(_ name: String) -> Substring? {
                parts.dropFirst().first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
            }
            let weight = parameter("q").map { Double($0) ?? 0 } ?? 1
            let version = parameter("version") ?? ""
            switch type {
            case "application/openmetrics-text" where ["", "1.0.0"].contains(version):
                openMetrics = max(openMetrics, weight)
            case "text/plain" where ["", "0.0.4"].contains(version), "text/*", "*/*":
                prometheus = max(prometheus, weight)
            default: break
            }
        }
        self = openMetrics > 0 && openMetrics >= prometheus ? .openMetrics : .prometheus
    }
}
#endif
