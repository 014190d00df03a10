/// What carries the messages, as OpenTelemetry calls it (`network.transport`).
package enum NetworkTransport: String, Sendable {
    /// HTTP.
    case tcp
    /// Standard input and output.
    case pipe
}
