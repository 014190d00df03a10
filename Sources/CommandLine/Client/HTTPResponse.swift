import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// An answer whose head has arrived, and whose body may still be on its way.
struct HTTPResponse {
    /// What comes before the body, as far as it matters here.
    struct Head: Sendable, Equatable {
        /// When it came.
        let arrival: ContinuousClock.Instant
        let status: Int
        let contentType: String
        let sessionID: String?
        let location: String?
        /// When to come again, as `Retry-After` says it.
        let retryAfter: String?
        /// Which credentials are wanted.
        let challenge: String?
        /// The name of the request in the server's log.
        let requestID: String?

        init(_ response: HTTPURLResponse) {
            arrival = .now
            status = response.statusCode
            contentType = response.value(forHTTPHeaderField: "Content-Type")?.lowercased() ?? ""
            sessionID = response.value(forHTTPHeaderField: "Mcp-Session-Id")
            location = response.value(forHTTPHeaderField: "Location")
            retryAfter = response.value(forHTTPHeaderField: "Retry-After")
            challenge = response.value(forHTTPHeaderField: "WWW-Authenticate")
            requestID = response.value(forHTTPHeaderField: "X-Request-Id")
        }
    }

    let head: Head
    private let stream: HTTPStream
    private let task: URLSessionDataTask

    /// Waits for the head.
    init(
        _ stream: HTTPStream,
        task: URLSessionDataTask,
        from endpoint: URL,
        before deadline: ContinuousClock.Instant
    ) throws(ClientFailure) {
        switch stream.next(before: deadline) {
        case .head(let head)?:
            (self.head, self.stream, self.task) = (head, stream, task)
        case .end(let failure)?:
            let reason = failure ?? "the connection was closed"
            // What TLS libraries say of an answer that is not encrypted tells nobody what to do.
            let isAboutTLS =
                endpoint.scheme?.lowercased() == "https"
                && ["SSL", "TLS", "certificate"].contains(where: reason.contains)
            let advice = isAboutTLS ? "; if the server speaks HTTP without TLS, write http://" : ""
            throw ClientFailure(
                message: "cannot reach \(endpoint): \(reason)\(advice)",
                cause: isAboutTLS ? .insecure : .unreachable
            )
        case .data?, nil:
            task.cancel()
            throw .silence
        }
    }

    var isSuccess: Bool { (200..<300).contains(head.status) }

    var isEventStream: Bool { isSuccess && head.contentType.hasPrefix("text/event-stream") }

    /// The next part of the body; nothing at its end.
    ///
    /// - Parameters:
    ///   - deadline: When to give up.
    ///   - canGoOn: Whether the rest can be had in another way, so that a broken connection is an end like any other.
    /// - Returns: The bytes that arrived, or nothing.
    /// - Throws: ``ClientFailure`` for silence, and for a broken connection.
    func nextData(before deadline: ContinuousClock.Instant, canGoOn: Bool = false) throws(ClientFailure) -> Data? {
        switch stream.next(before: deadline) {
        case .data(let data)?: return data
        case .end(let failure?)? where !canGoOn:
            throw ClientFailure(message: "the connection broke while the server answered: \(failure)", cause: .cut)
        case .end?: return nil
        case .head?, nil:
            cancel()
            throw ClientFailure(message: ClientFailure.silence.message, cause: .stall)
        }
    }

    /// The whole body.
    func body(before deadline: ContinuousClock.Instant, limit: Int) throws(ClientFailure) -> [UInt8] {
        var body: [UInt8] = []
        while let data = try nextData(before: deadline) {
            body += data
            guard body.count <= limit else {
                cancel()
                throw ClientFailure(message: "the server's answer is larger than \(limit) bytes")
            }
        }
        return body
    }

    /// Reads no more.
    func cancel() {
        task.cancel()
    }
}

extension ClientFailure {
    static let silence = ClientFailure(
        message: "the server did not answer in time; --timeout gives it longer",
        cause: .silence
    )
}

/// What the statuses of HTTP mean to who calls tools.
enum HTTPStatus {
    /// Whether a status means the same in every revision, so that another one need not be tried.
    static func isFinal(_ status: Int) -> Bool {
        switch status {
        case 300..<400, 401, 403, 407, 421, 429, 500...: true
        default: false
        }
    }

    /// A status in words, with what to do about it.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - text: What the server said, if anything.
    ///   - location: Where it redirects to.
    /// - Returns: One sentence.
    static func explanation(_ status: Int, _ text: String, location: String? = nil) -> String {
        let advice: String? =
            switch status {
            case 300..<400: "it redirects to \(location ?? "another address"); call that one if you trust it"
            case 401:
                "it wants to know who you are: --bearer TOKEN, MCP_BEARER_TOKEN in the environment, "
                    + "or --header 'Name: value'"
            case 403: "you may not do this; is the token (--bearer) the right one?"
            case 404, 405: "is this the server's MCP endpoint? Its path is often /mcp"
            case 429: "too many requests: try again later"
            case 502, 503, 504: "what stands in front of the server cannot reach it, or the server is not ready"
            default: nil
            }
        let words = [text.isEmpty ? nil : text, advice].compactMap { $0 }.joined(separator: "; ")
        return "the server answered with HTTP status \(status)" + (words.isEmpty ? "" : ": \(words)")
    }

    /// A body as a short text for people: nothing of a web page, and one line of anything else.
    static func text(of body: [UInt8]) -> String {
        let text = String(decoding: body.prefix(4096), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        guard line.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) != "<" else { return "" }
        return line.count > 200 ? "\(line.prefix(200))…" : String(line)
    }
}
