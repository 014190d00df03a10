// swift-tools-version: 6.2
import PackageDescription

// Servers that are only there to be tested: what a sample should not show.
let package = Package(
    name: "integration-fixtures",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-mcp-generator", path: "../../..", traits: ["All"])
    ],
    targets: [
        ("Noisy", ["MCPServerHTTP"]), ("Hostile", ["MCPServer"]), ("Demanding", ["MCPServerHTTP"]),
        ("Secured", ["MCPServerHTTP", "MCPServerTLS"]), ("Measured", ["MCPServerHTTP"]),
    ].map { name, products in
        .executableTarget(
            name: name,
            dependencies: products.map { .product(name: $0, package: "swift-mcp-generator") },
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        )
    },
    swiftLanguageModes: [.v6]
)
