#if HTTP
import MCPServer

extension ServerRequest {
    /// Refuses what goes beyond the handshake where ``Authenticate`` let through no more than that.
    ///
    /// - Parameters:
    ///   - trace: What is known about the request.
    ///   - id: The id of the message, if it is known.
    /// - Returns: The refusal; `nil` where everything is allowed.
    func refusalBeyondHandshake(_ trace: RequestTrace, id: RequestID? = nil) -> ServerResponse? {
        guard let admission, admission.extent == .handshake else { return nil }
        guard principal != nil else {
            refused("there is no credential", as: .noCredential, trace)
            return admission.challenge.refusalOfNobody(self, id: id)
        }
        refused("the probe key is for the handshake alone", as: .probeKeyBeyondHandshake, trace)
        let message = "Forbidden: the probe key is for the handshake and the list of tools alone"
        return .denial(.forbidden, message, for: self, id: id)
    }

    /// Refuses a message that is not part of the handshake where no more than that is allowed; `nil` stands for a batch.
    func refusalBeyondHandshake(_ envelope: Envelope?, _ trace: RequestTrace) -> ServerResponse? {
        guard admission?.extent == .handshake else { return nil }
        if let envelope, Admission.handshakeMethods.contains(where: envelope.isMethod) { return nil }
        return refusalBeyondHandshake(trace, id: envelope?.id)
    }

    /// Refuses the call of a tool whose scopes the caller lacks, with all that it needs, where ``Authenticate`` could find
    /// the caller to have them. Elsewhere the tool stays unknown.
    func refusal(of reply: Reply, id: RequestID?, _ trace: RequestTrace) -> ServerResponse? {
        let scopes = reply.neededScopes
        guard let challenge = admission?.challenge, !scopes.isEmpty else { return nil }
        refused("the tool needs \(scopes.joined(separator: " "))", as: .insufficientScope, trace)
        guard principal != nil else { return challenge.refusalOfNobody(self, scopes: scopes, id: id) }
        let message = "Forbidden: the tool needs the scopes \(scopes.joined(separator: ", "))"
        return challenge.refusal(
            .forbidden,
            message,
            fault: .insufficientScope,
            scopes: scopes,
            for: self,
            id: id
        )
    }
}
#endif
