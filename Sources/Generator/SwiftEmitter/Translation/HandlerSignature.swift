import Diagnostics
import ToolModel

/// The Swift signature of the function that answers at a route.
struct HandlerSignature {
    /// The type that tells it from functions of the same name.
    let parameterType: String
    /// The function.
    let method: Declaration.Signature
    /// What it does, with the way back to the YAML.
    let documentation: [String]

    init(_ handler: NamedHandler) {
        let isCustom = handler.route.kind == .custom
        var parameters: [Declaration.Parameter]
        if isCustom {
            parameterType = "ServerRequest"
            parameters = [.init(label: "_", "request", type: parameterType), .init("body", type: Self.bytes)]
        } else {
            parameterType = handler.payloadType ?? Self.bytes
            parameters = [
                .init(label: "_", handler.payloadType == nil ? "body" : "event", type: parameterType),
                .init(label: "_", "context", type: "WebhookContext"),
            ]
        }
        method = Declaration.Signature(
            name: handler.methodName,
            parameters: parameters,
            effects: "async throws",
            result: isCustom ? "ServerResponse" : nil
        )
        let line = handler.definition.location.start.line
        documentation = [
            isCustom
                ? "Answers a request to `\(handler.route.path)`."
                : "Handles a webhook that came to `\(handler.route.path)`.",
            "", "- Remark: `\(handler.fileName):\(line)`, handler `\(handler.definition.name)`.",
        ]
    }

    private static let bytes = "[Swift.UInt8]"
}
