/// A client with one method per tool. Generated code conforms to it.
public protocol ToolClient: Sendable {
    /// Creates a client that calls tools in a certain way.
    init(_ caller: any ToolCaller)
}

/// A way to call tools, such as the in-process one of `MCPServerTesting`.
public protocol ToolCaller: Sendable {
    /// Calls a tool.
    ///
    /// - Parameters:
    ///   - tool: Its name.
    ///   - arguments: A JSON object.
    /// - Returns: The result, be it a failure of the tool.
    /// - Throws: ``ProtocolFailure`` where the call was answered with a JSON-RPC error, or what the transport throws.
    func call(tool: String, arguments: [UInt8]) async throws -> ToolReply
}

extension ToolCaller {
    /// Calls a tool that takes an input.
    ///
    /// - Throws: ``UnwritableValue`` where the input has a number that JSON cannot say, and what `call(tool:arguments:)`
    ///   throws.
    public func call(_ tool: String, _ input: some ToolValue) async throws -> ToolReply {
        try await call(tool: tool, arguments: input.encoded())
    }

    /// Calls a tool that takes no input.
    public func call(_ tool: String) async throws -> ToolReply {
        try await call(tool: tool, arguments: Array("{}".utf8))
    }
}

/// A tool answered that it failed (`isError: true`).
public struct ToolFailure: Error, Sendable, CustomStringConvertible {
    /// The tool.
    public var tool: String
    /// What it said.
    public var text: String
    /// What was wrong with the arguments, where that was the reason.
    public var issues: [ValidationIssue]

    /// The text.
    public var description: String { text }
}

/// A message was answered with a JSON-RPC error.
public struct ProtocolFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of error it is.
    public var code: ErrorCode
    /// The error in words.
    public var message: String
    /// What else was said.
    public var data: JSONValue?

    /// Creates a failure.
    public init(code: ErrorCode, message: String, data: JSONValue? = nil) {
        self.code = code
        self.message = message
        self.data = data
    }

    /// Code and words.
    public var description: String { "\(code.rawValue): \(message)" }
}

/// An answer that is not what the protocol or the tool's schema promises.
public struct UnexpectedReply: Error, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public var description: String

    /// Creates an error.
    public init(_ description: String) { self.description = description }
}
