#if HTTP
import HTTPTypes
import MCPServer
import Tracing

/// Makes the spans of requests (OpenTelemetry, "Semantic conventions for HTTP spans").
///
/// What monitors ask for every few seconds has none: it would bury all others.
struct RequestSpans: Sendable {
    let tracer: any Tracer

    /// Answers a request within a span, which lasts until the last byte of the response.
    func respond(
        _ request: ServerRequest,
        _ trace: RequestTrace,
        _ entry: RouteTable.Entry?,
        _ handler: RequestHandler
    ) async -> ServerResponse {
        // An application that this server is a part of may have made one.
        guard ServiceContext.current == nil, entry.map({ Self.isTraced($0.kind) }) ?? true else {
            return await handler(request, trace)
        }
        let span = start(request, route: entry == nil ? nil : request.path)
        trace.note { $0.span = span.context }
        var response = await ServiceContext.$current.withValue(span.context) { await handler(request, trace) }
        let status = response.status.code
        response.whenEnded { _ in
            span.attributes["http.response.status_code"] = status
            if status >= 500 { span.fail(String(status)) }
            span.end()
        }
        return response
    }

    private static func isTraced(_ kind: MCPRoute.Kind) -> Bool {
        kind != .health && kind != .readiness && kind != .metrics
    }

    private func start(_ request: ServerRequest, route: String?) -> any Span {
        var context = ServiceContext.topLevel
        tracer.extract(request.headers, into: &context, using: HeaderExtractor())
        let method = Self.known.contains(request.method) ? request.method.rawValue : nil
        let name = [method ?? "HTTP", route].compactMap(\.self).joined(separator: " ")
        let span = tracer.startSpan(name, context: context, ofKind: .server, at: DefaultTracerClock.now)
        span.updateAttributes { attributes in
            attributes["http.request.method"] = method ?? "_OTHER"
            if method == nil { attributes["http.request.method_original"] = printable(request.method.rawValue) }
            attributes["http.route"] = route
            attributes["url.path"] = printable(request.path, limit: 256)
            attributes["url.scheme"] = request.isSecure ? "https" : "http"
            attributes["client.address"] = request.remoteAddress
            attributes["user_agent.original"] = request.headers[.userAgent].map { printable($0, limit: 256) }
        }
        return span
    }

    /// Those that the conventions name: what a client makes up is no name of a span.
    private static let known: Set<HTTPRequest.Method> = [
        .connect, .delete, .get, .head, .options, .patch, .post, .put, .trace,
    ]

    private struct HeaderExtractor: Extractor {
        func extract(key: String, from fields: HTTPFields) -> String? {
            HTTPField.Name(key).flatMap { fields[$0] }
        }
    }
}
#endif
