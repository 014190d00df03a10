#if HTTP
public import Logging
public import NIOCore
import HummingbirdCore

/// What secures the connections of a listener: `TLSFiles` of the module MCPServerTLS.
public protocol ConnectionSecurity: Sendable {
    /// What hinders it, in words. Asked once, before the server listens.
    func faults() -> [String]

    /// Adds what secures a new connection to its pipeline, on its event loop.
    ///
    /// - Parameter channel: The connection. Its pipeline is empty.
    /// - Throws: What makes the connection unusable. It is closed then.
    func secure(_ channel: any Channel) throws

    /// Does what there is to do while the server runs, such as to look for newer certificates, until it is cancelled.
    func run(_ logger: Logger) async
}

/// Connections that are secured before they are what they would be without.
struct SecuredChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let security: any ConnectionSecurity

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        channel.eventLoop.makeCompletedFuture { try security.secure(channel) }
            .flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
#endif
