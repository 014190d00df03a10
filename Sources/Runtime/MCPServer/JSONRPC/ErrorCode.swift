/// A code of a JSON-RPC error (JSON-RPC 2.0, section 5.1, and the `ErrorCodes` of revision 2026-07-28).
public struct ErrorCode: RawRepresentable, Sendable, Hashable {
    /// The number in the message.
    public var rawValue: Int

    /// Creates a code from the number in a message.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The message is not JSON.
    public static let parseError = ErrorCode(rawValue: -32700)
    /// The message is no JSON-RPC message.
    public static let invalidRequest = ErrorCode(rawValue: -32600)
    /// There is no such method.
    public static let methodNotFound = ErrorCode(rawValue: -32601)
    /// The parameters do not fit the method; also an unknown tool.
    public static let invalidParams = ErrorCode(rawValue: -32602)
    /// The server failed.
    public static let internalError = ErrorCode(rawValue: -32603)
    /// A header field of the request is missing, malformed, or differs from the body (HTTP alone).
    public static let headerMismatch = ErrorCode(rawValue: -32020)
    /// The client has not declared a capability that the request needs.
    public static let missingClientCapability = ErrorCode(rawValue: -32021)
    /// The request states a revision that is not served.
    public static let unsupportedProtocolVersion = ErrorCode(rawValue: -32022)
}
