internal import Diagnostics
internal import ToolModel

/// Checks that webhooks, and nothing else, are let in by their signatures.
enum WebhookChecks {
    static func run(on route: Route, _ reading: inout Reading) {
        guard let (_, signature, behind) = route.stages.parted(at: .webhookSignature) else {
            if route.kind == .webhook, !reading.hasUnreadStages { checkSender(of: route, &reading) }
            return
        }
        guard route.kind == .webhook else {
            reading.error(
                .stageOrder,
                at: signature.location,
                "'webhookSignature' stands on \(quoted(route.path)), which is of kind \(route.kind.rawValue): it needs the whole "
                    + "body, which the endpoint alone reads on all routes but those of kind webhook; remove it",
                notes: [.init("\(quoted(route.path)) is of kind \(route.kind.rawValue)", at: route.location)]
            )
            return
        }
        for stage in behind where stage.kind.name == .bodyLimit {
            reading.error(
                .stageOrder,
                at: stage.location,
                "'bodyLimit' stands behind 'webhookSignature', which has read the body by then: move it in front",
                notes: [signature.note]
            )
        }
    }

    /// Credentials in a header field tell who sends, too.
    private static func checkSender(of route: Route, _ reading: inout Reading) {
        guard !route.stages.contains(where: { [.authenticate, .custom].contains($0.kind.name) }) else { return }
        reading.warning(
            .unsignedWebhook,
            at: route.location,
            "\(quoted(route.path)) has no 'webhookSignature': everybody who reaches the port could make the server believe that "
                + "something has happened; add 'webhookSignature: { scheme: standard, secret: $WEBHOOK_SECRET }'"
        )
    }
}
