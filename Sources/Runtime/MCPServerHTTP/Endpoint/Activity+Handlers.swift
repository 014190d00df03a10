#if HTTP
extension Activity {
    /// Runs a handler in a task of its own, so that it goes on though the client goes away, and counts it as a call: a server
    /// that stops waits for it.
    ///
    /// - Parameter operation: The handler.
    /// - Returns: What ends it, and what it comes to.
    func run<Value: Sendable>(
        _ operation: @escaping @Sendable () async -> Value
    ) -> (handle: CallHandle, value: OneShot<Value>) {
        let (handle, value) = (CallHandle(), OneShot<Value>())
        began(handle)
        handle.start { [self] in
            value.set(await operation())
            ended(handle)
        }
        return (handle, value)
    }
}

extension ServerRequest {
    /// Waits for what a handler comes to, until there must be an answer. Then it is cancelled.
    ///
    /// - Returns: What it comes to; `nil` where it took too long.
    func result<Value: Sendable>(of running: (handle: CallHandle, value: OneShot<Value>)) async -> Value? {
        guard let deadline = bounds.deadline else { return await running.value.value }
        let isInTime = await wait(for: deadline - .now) { _ = await running.value.value }
        guard isInTime else {
            running.handle.cancel()
            return nil
        }
        return await running.value.value
    }
}

extension ServerResponse {
    /// Says that a handler took too long.
    static var tooSlow: ServerResponse { .plainError(.gatewayTimeout, "Gateway Timeout: the handler took too long") }

    /// Says that the server takes on nothing more.
    static var shuttingDown: ServerResponse { .unavailable("the server is shutting down").closingConnection() }

    /// Says that something is not to be had at the moment.
    static func unavailable(_ reason: String) -> ServerResponse {
        var response = plainError(.serviceUnavailable, "Unavailable: \(reason)")
        response.headers[.retryAfter] = "1"
        return response
    }
}
#endif
