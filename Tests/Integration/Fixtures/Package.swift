// swift-tools-version: 6.2
import PackageDescription

func server(_ name: String, _ products: [String], and others: [Target.Dependency] = []) -> Target {
    .executableTarget(
        name: name,
        dependencies: products.map { .product(name: $0, package: "swift-mcp-generator") } + others,
        plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
    )
}

// Servers that are only there to be tested: what a sample should not show.
let package = Package(
    name: "integration-fixtures",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-mcp-generator", path: "../../..", traits: ["All"]),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.7.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
    ],
    targets: [
        server("Noisy", ["MCPServerHTTP"]),
        server("Hostile", ["MCPServer"]),
        server("Demanding", ["MCPServerHTTP"]),
        server("Secured", ["MCPServerHTTP", "MCPServerTLS"]),
        server("Hooked", ["MCPServerHTTP"]),
        server(
            "Measured",
            ["MCPServerHTTP", "MCPServerMetrics"],
            and: [.product(name: "Metrics", package: "swift-metrics")]
        ),
        server(
            "Traced",
            ["MCPServerHTTP", "MCPServerOTLP"],
            and: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Metrics", package: "swift-metrics"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
