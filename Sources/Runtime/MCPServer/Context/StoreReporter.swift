/// Says whether what the tools need to work can be reached, such as a database.
///
/// A route of kind `readiness` asks, so that a process which could not do its work gets no requests. Conform the type that
/// implements your tools:
///
/// ```swift
/// extension OrdersApp: StoreReporter {
///     var stores: [StoreCheck] {
///         [StoreCheck("orders") { try await database.query("SELECT 1") }]
///     }
/// }
/// ```
public protocol StoreReporter: Sendable {
    /// What to ask. Read once, when the server starts.
    var stores: [StoreCheck] { get }
}

/// Something that the tools need, and a way to find out whether it can be reached.
public struct StoreCheck: Sendable {
    /// What it is called in the answers of routes and in the log. Everybody who reaches these routes reads it.
    public let name: String
    let check: @Sendable () async throws -> Void

    /// Creates a check.
    ///
    /// - Parameters:
    ///   - name: What it is called.
    ///   - check: Returns if it can be reached, and throws if not. It has a second; it runs once at a time, and once a second at
    ///     most.
    public init(_ name: String, _ check: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.check = check
    }

    /// Asks.
    package func callAsFunction() async throws { try await check() }
}
