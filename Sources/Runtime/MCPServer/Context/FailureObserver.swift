/// Learns of every error that nobody foresaw: of what a tool or a stage threw that is no answer.
///
/// Clients are told nothing of such an error but that there was one. Conform the type that implements your tools:
///
/// ```swift
/// extension CalculatorApp: FailureObserver {
///     func observe(_ error: any Error, of part: FailedPart) {
///         alarms.send("\(error)", request: RequestTrace.current?.requestID)
///     }
/// }
/// ```
public protocol FailureObserver: Sendable {
    /// Takes note of an error, which is in the log already. It must not block.
    ///
    /// - Parameters:
    ///   - error: The error.
    ///   - part: What threw it.
    func observe(_ error: any Error, of part: FailedPart)
}

/// What failed.
public enum FailedPart: Sendable {
    /// The handler of a tool, in this call.
    case tool(CallContext)
    /// A stage, by the name that the table of routes has for it.
    case stage(String)
    /// The handler of a webhook or of a route of the user's, by the path.
    case route(String)
}
