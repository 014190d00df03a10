#if HTTP
public import HTTPTypes
import MCPServer
import NIOCore

/// An answer, of a stage or of the endpoint.
public struct ServerResponse: Sendable {
    /// What a response carries.
    enum Body: Sendable {
        case none
        case bytes(ByteBuffer)
        /// Bytes that lie in several places.
        case parts([ByteBuffer])
        case events(EventBody)
    }

    /// How the sending of a response ended.
    public struct End: Sendable {
        /// How many bytes of the body were sent.
        public var bytes: Int
        /// Whether that was all of it.
        public var isComplete: Bool
    }

    /// The status.
    public let status: HTTPResponse.Status
    /// The header fields. A stage may add some; `Content-Length` is set when the response is sent.
    public var headers: HTTPFields
    let body: Body
    /// Whether the connection is of no use after this response.
    private(set) var closesConnection = false
    private(set) var observers: [@Sendable (End) -> Void] = []

    init(_ status: HTTPResponse.Status, _ headers: HTTPFields, _ body: Body) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Creates a response without a body.
    public init(status: HTTPResponse.Status, headers: HTTPFields = HTTPFields()) {
        self.init(status, headers, .none)
    }

    /// Creates a response with a text.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - headers: Header fields; `Content-Type` is `text/plain` unless they have one.
    ///   - text: The body.
    public init(status: HTTPResponse.Status, headers: HTTPFields = HTTPFields(), text: String) {
        var headers = headers
        if headers[.contentType] == nil { headers[.contentType] = "text/plain; charset=utf-8" }
        self.init(status, headers, .bytes(ByteBuffer(string: text)))
    }

    /// Creates a response with bytes, whose `Content-Type` the header fields have.
    init(status: HTTPResponse.Status, headers: HTTPFields, bytes: [UInt8]) {
        self.init(status, headers, .bytes(ByteBuffer(bytes: bytes)))
    }

    /// Creates a response with JSON.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - headers: Header fields; `Content-Type` becomes `application/json`.
    ///   - json: The body.
    public init(status: HTTPResponse.Status, headers: HTTPFields = HTTPFields(), json: [UInt8]) {
        var fields: HTTPFields = [.contentType: "application/json"]
        for field in headers where field.name != .contentType { fields.append(field) }
        self.init(status, fields, .bytes(ByteBuffer(bytes: json)))
    }

    /// From how many bytes on it is cheaper to send a result in parts than to copy it.
    private static let sharedSize = 32 << 10

    /// Creates a response with a message.
    init(status: HTTPResponse.Status, headers: HTTPFields, reply: Reply) {
        guard let shared = reply.shared, shared.bytes.count >= Self.sharedSize else {
            self.init(status: status, headers: headers, json: reply.bytes)
            return
        }
        var fields: HTTPFields = [.contentType: "application/json"]
        for field in headers where field.name != .contentType { fields.append(field) }
        let result = shared.form { ByteBuffer(bytes: $0) }
        self.init(status, fields, .parts([ByteBuffer(bytes: reply.head), result, ByteBuffer(bytes: Reply.end)]))
    }

    /// Whether the body is a stream whose end is still to come.
    public var isStream: Bool {
        if case .events = body { true } else { false }
    }

    /// Asks to be told when the response has been sent, or could not be: a stream may take minutes.
    ///
    /// - Parameter observer: Called once, soon after the last byte. It must not block.
    public mutating func whenEnded(_ observer: @escaping @Sendable (End) -> Void) {
        observers.append(observer)
    }

    /// Lets the connection close after the response.
    func closingConnection() -> ServerResponse {
        var response = self
        response.closesConnection = true
        return response
    }

    func ended(_ end: End) {
        for observer in observers { observer(end) }
    }
}
#endif
