// swift-tools-version: 6.2
import PackageDescription

// Servers that are only there to be tested: what a sample should not show.
let package = Package(
    name: "integration-fixtures",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-mcp-generator", path: "../../..", traits: ["All"]),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.7.0"),
    ],
    targets: [
        ("Noisy", ["MCPServerHTTP"]), ("Hostile", ["MCPServer"]), ("Demanding", ["MCPServerHTTP"]),
        ("Secured", ["MCPServerHTTP", "MCPServerTLS"]),
    ].map { name, products in
        .executableTarget(
            name: name,
            dependencies: products.map { .product(name: $0, package: "swift-mcp-generator") },
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        )
    } + [
        .executableTarget(
            name: "Measured",
            dependencies: [
                .product(name: "MCPServerHTTP", package: "swift-mcp-generator"),
                .product(name: "MCPServerMetrics", package: "swift-mcp-generator"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        )
    ],
    swiftLanguageModes: [.v6]
)
