// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "samples",
    platforms: [.macOS(.v15)],
    dependencies: [
        // A package of your own names the URL and a version instead of a path.
        .package(name: "swift-mcp-generator", path: "..", traits: ["All"])
    ],
    targets: [
        .executableTarget(
            name: "Calculator",
            dependencies: [.product(name: "MCPServerHTTP", package: "swift-mcp-generator")],
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        ),
        .executableTarget(
            name: "Everything",
            dependencies: [.product(name: "MCPServerHTTP", package: "swift-mcp-generator")],
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        ),
        .executableTarget(
            name: "Gateway",
            dependencies: [
                .product(name: "MCPServerHTTP", package: "swift-mcp-generator"),
                .product(name: "MCPServerJWT", package: "swift-mcp-generator"),
                .product(name: "MCPServerOTLP", package: "swift-mcp-generator"),
            ],
            exclude: ["README.md", "issuer"],
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        ),
        .executableTarget(
            name: "Shop",
            dependencies: [.product(name: "MCPServerHTTP", package: "swift-mcp-generator")],
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        ),
        .testTarget(
            name: "CalculatorTests",
            dependencies: [
                "Calculator",
                .product(name: "MCPServerTesting", package: "swift-mcp-generator"),
            ]
        ),
        .testTarget(
            name: "EverythingTests",
            dependencies: [
                "Everything",
                .product(name: "MCPServerTesting", package: "swift-mcp-generator"),
            ]
        ),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "Gateway",
                .product(name: "MCPServerTesting", package: "swift-mcp-generator"),
            ]
        ),
        .testTarget(
            name: "ShopTests",
            dependencies: [
                "Shop",
                .product(name: "MCPServerTesting", package: "swift-mcp-generator"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
