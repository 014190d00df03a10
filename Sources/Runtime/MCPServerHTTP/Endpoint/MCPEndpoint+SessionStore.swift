#if HTTP
import MCPServer

/// Sessions that are kept elsewhere, too: to ask for them takes time, and may fail. Nothing here does anything without a
/// store.
extension MCPEndpoint {
    /// Takes over what the store says of the session that a request names.
    ///
    /// - Returns: The refusal, where that is impossible.
    func fetchSession(_ request: ServerRequest) async -> ServerResponse? {
        guard let store = sessions.store, let id = sessionID(of: request) else { return nil }
        return await reach {
            let caller = request.principal.map(SessionOwner.init)
            let record = try await store.use(id, by: caller, lifetime: sessions.timeout)
            return sessions.take(id, record) ? nil : unavailable("there are too many sessions")
        }
    }

    /// Hands a session that has begun to the store. One that is not kept there is not begun at all.
    func keep(_ entry: SessionEntry) async -> ServerResponse? {
        guard let store = sessions.store else { return nil }
        let refusal = await reach {
            try await store.insert(entry.record, lifetime: sessions.timeout)
            return nil
        }
        if refusal != nil { _ = sessions.close(entry) }
        return refusal
    }

    /// Tells the store if a request has changed which log messages its client wants.
    func keepLogLevel(_ request: ServerRequest) async -> ServerResponse? {
        guard let store = sessions.store, let entry = session(request), let level = entry.takeChangedLogLevel()
        else { return nil }
        return await reach {
            try await store.setLogLevel(level, of: entry.session.id)
            return nil
        }
    }

    /// Ends a session in the store.
    func forget(_ entry: SessionEntry) async -> ServerResponse? {
        guard let store = sessions.store else { return nil }
        return await reach {
            try await store.remove(entry.session.id)
            return nil
        }
    }

    /// What the store fails to do is for the client to try again: status 404 would tell it that its session has ended.
    private func reach(_ operation: () async throws -> ServerResponse?) async -> ServerResponse? {
        do {
            return try await operation()
        } catch {
            logger.error("The store of sessions failed: \(error)")
            return unavailable("sessions cannot be reached at the moment")
        }
    }
}

extension SessionTable {
    /// Has the store keep those in which something runs, though no request names them, and ends those that have ended
    /// there.
    func renew() async {
        guard let store else { return }
        for entry in entriesInUse {
            let record = entry.record
            do {
                let found = try await store.use(record.session.id, by: record.owner, lifetime: timeout)
                _ = take(record.session.id, found)
            } catch {
                // A store that fails now may do better the next time.
                continue
            }
        }
    }
}
#endif
