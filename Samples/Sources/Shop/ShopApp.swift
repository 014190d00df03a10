import MCPServerHTTP

/// Implements the tools of `tools.yaml`, each in a file of its own.
@main
struct ShopApp: ShopTools {
    /// What there is to buy, and what has been ordered.
    let store: Store

    static func main() async throws {
        try await ShopServer(tools: ShopApp(store: Store())).run()
    }
}
