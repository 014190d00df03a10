extension CallContext {
    /// What the client says that it can do (`ClientCapabilities` in the schemas): in each request from 2026-07-28 on, in the
    /// handshake before.
    public var clientCapabilities: JSONObject {
        if let session { return session.capabilities }
        guard case .object(let capabilities) = record.value(at: record.clientCapabilities) else { return [:] }
        return capabilities
    }

    /// Ends the call if the client cannot do what it takes.
    ///
    /// - Parameter required: What the client must be able to do, such as `["sampling": [:]]`.
    /// - Throws: ``MissingClientCapability``, which a handler lets through.
    public func requireClientCapabilities(_ required: JSONObject) throws(MissingClientCapability) {
        guard !covers(clientCapabilities, required) else { return }
        throw MissingClientCapability(required: required)
    }
}

/// The client cannot do what a tool needs it for. The caller gets the error -32021 that names it, in revisions before
/// 2026-07-28 a tool error.
public struct MissingClientCapability: Error, Sendable {
    /// What the client must be able to do.
    public let required: JSONObject

    /// Creates the error.
    public init(required: JSONObject) { self.required = required }

    var failure: ProtocolFailure {
        ProtocolFailure(
            code: .missingClientCapability,
            message: "The client lacks a capability that the tool needs: \(names)",
            data: ["requiredCapabilities": .object(required)]
        )
    }

    var result: ToolResult { .error("This tool needs a client that can do more: \(names).") }

    private var names: String { required.members.map(\.key).joined(separator: ", ") }
}

/// Whether capabilities have all members of others, and those theirs.
private func covers(_ capabilities: JSONObject, _ required: JSONObject) -> Bool {
    required.members.allSatisfy { member in
        guard let capability = capabilities[member.key] else { return false }
        guard case .object(let inner) = capability, case .object(let innerRequired) = member.value else { return true }
        return covers(inner, innerRequired)
    }
}
