/// A server of tools. Generated code conforms to it; `run()` serves it.
///
/// ```swift
/// @main
/// struct CalculatorApp: CalculatorTools {
///     static func main() async throws {
///         try await CalculatorServer(tools: CalculatorApp()).run()
///     }
/// }
/// ```
public protocol ToolServer: Sendable {
    /// The type that implements the tools.
    associatedtype Tools: Sendable
    /// The client with one method per tool.
    associatedtype Client: ToolClient

    /// What the server says about itself.
    static var info: ServerInfo { get }
    /// The tools as they are advertised.
    static var catalog: ToolCatalog { get }
    /// The tool at a place in the catalog, or `nil` beyond its end.
    static func tool(at index: Int) -> Tool<Tools>?

    /// What sends traces and metrics to where they are looked at; none by default.
    static var telemetry: (any TelemetryExporter)? { get }

    /// What implements the tools.
    var tools: Tools { get }
}
