import MCPServerHTTP

/// Refuses requests for shops that are not served here, and says in each response which shop has answered.
///
/// Clients name a shop in the header field `X-Tenant`; without it they mean ``main``.
struct TenantStage: Stage {
    static let main = "main"
    private static let tenants: Set<String> = [main, "outlet"]

    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        let tenant = request.headers[.tenant] ?? Self.main
        guard Self.tenants.contains(tenant) else {
            let error = #"{"jsonrpc":"2.0","id":null,"error":{"code":403,"message":"Forbidden: no such tenant"}}"#
            return ServerResponse(status: .forbidden, json: Array(error.utf8))
        }
        var response = await next(request, trace)
        response.headers[.tenant] = tenant
        return response
    }
}

extension HTTPField.Name {
    /// The field that names a shop.
    // swift-format-ignore: NeverForceUnwrap, since this constant is the name of a field.
    fileprivate static let tenant = Self("X-Tenant")!
}
