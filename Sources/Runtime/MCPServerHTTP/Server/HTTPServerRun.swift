#if HTTP
import Logging
import MCPServer
import ServiceLifecycle

/// One run of a server, from the start of the user's services to their stop.
final class HTTPServerRun: Sendable {
    private let table: RouteTable
    private let options: HTTPOptions
    private let services: [any Service]
    private let logger: Logger
    private let stopped = OneShot<Void>()

    /// How often what has expired is forgotten, besides the times when it is in the way. What runs must not expire
    /// elsewhere meanwhile.
    private var sweepInterval: Duration {
        let usual = Duration.seconds(60)
        return options.sessionStore == nil ? usual : min(usual, options.sessionTimeout / 2)
    }

    init(table: RouteTable, options: HTTPOptions, services: [any Service] = [], logger: Logger) {
        self.table = table
        self.options = options
        self.services = services
        self.logger = logger
    }

    /// Lets the server stop: no more calls are taken on, and those that run may come to their end.
    func stop() {
        table.activity.stop()
        stopped.set(())
    }

    /// Serves until ``stop()`` was called or the task is cancelled.
    ///
    /// - Parameter listening: Called with the port once clients can connect.
    /// - Returns: Whether everything came to its end; if not, it is for the process to end.
    /// - Throws: What hinders the listening, or what a service throws.
    func run(listening: @escaping @Sendable (Int) async -> Void) async throws -> Bool {
        let group = ServiceGroup(configuration: configuration(listening))
        let isFinished = OneShot<Bool>()
        let serving = Task {
            defer { isFinished.set(true) }
            try await group.run()
        }
        Task { await shutDown(group, serving, isFinished) }
        let sweeping = Task { [table, sweepInterval] in
            while !Task.isCancelled {
                try await Task.sleep(for: sweepInterval)
                for sessions in table.sessionTables {
                    sessions.removeExpired()
                    await sessions.renew()
                }
            }
        }
        defer {
            sweeping.cancel()
            stopped.set(())
        }
        return try await withTaskCancellationHandler {
            guard await isFinished.value else { return false }
            try await serving.value
            return table.activity.count == 0
        } onCancel: {
            serving.cancel()
        }
    }

    /// The user's services first: what starts first stops last.
    private func configuration(_ listening: @escaping @Sendable (Int) async -> Void) -> ServiceGroupConfiguration {
        let announced = services.map { AnnouncedService(service: $0) }
        let listener = ListenerBehindServices(
            listener: ToolListener(routes: table, options: options, logger: logger, listening: listening),
            services: announced
        )
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)
        return ServiceGroupConfiguration(
            services: announced.map { service in
                ServiceGroupConfiguration.ServiceConfiguration(
                    service: service,
                    successTerminationBehavior: .ignore
                )
            } + [ServiceGroupConfiguration.ServiceConfiguration(service: listener)],
            logger: quiet
        )
    }

    /// Waits for the wish to stop, then for the calls, then for everything else, each within its time.
    private func shutDown(
        _ group: ServiceGroup,
        _ serving: Task<Void, any Error>,
        _ isFinished: OneShot<Bool>
    ) async {
        await stopped.value
        let activity = table.activity
        if await !wait(for: options.drainTimeout, { await activity.waitUntilIdle() }) {
            logger.warning("\(activity.count) calls did not end in time and are cancelled.")
            activity.cancelAll()
            _ = await wait(for: options.cancellationTimeout) { await activity.waitUntilIdle() }
        }
        await group.triggerGracefulShutdown()
        if await wait(for: options.drainTimeout, { _ = await isFinished.value }) { return }
        serving.cancel()
        if await wait(for: options.cancellationTimeout, { _ = await isFinished.value }) { return }
        isFinished.set(false)
    }
}

/// A service that says when it runs.
private struct AnnouncedService: Service, CustomStringConvertible {
    let service: any Service
    let isRunning = OneShot<Void>()

    var description: String { "\(service)" }

    func run() async throws {
        isRunning.set(())
        try await service.run()
    }
}

/// The listener, which waits until the services before it run.
private struct ListenerBehindServices: Service {
    let listener: ToolListener
    let services: [AnnouncedService]

    func run() async throws {
        for service in services { await service.isRunning.value }
        try await listener.run()
    }
}
#endif
