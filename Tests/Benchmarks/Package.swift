// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        // With the trait, so that the runtime is built as it is for servers over HTTP.
        .package(name: "swift-mcp-generator", path: "../..", traits: ["All"]),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0", traits: []),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.7.0"),
    ],
    targets: [
        .target(name: "AllocationCounter"),
        .executableTarget(
            name: "EchoServer",
            dependencies: [.product(name: "Hummingbird", package: "hummingbird")]
        ),
        .executableTarget(
            name: "ManyTools",
            dependencies: [
                .product(name: "MCPServerHTTP", package: "swift-mcp-generator"),
                .product(name: "MCPServerOTLP", package: "swift-mcp-generator"),
            ]
        ),
        .executableTarget(
            name: "CompilePatterns",
            dependencies: [.product(name: "PatternCompiler", package: "swift-mcp-generator")]
        ),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "AllocationCounter",
                .product(name: "MCPServer", package: "swift-mcp-generator"),
                .product(name: "MCPServerMetrics", package: "swift-mcp-generator"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "PatternCompiler", package: "swift-mcp-generator"),
                // Named although MCPServer exports it: a release build compiles a target again only when a module that
                // it names has changed, and would go on with the old layout of its types.
                .product(name: "ToolValidation", package: "swift-mcp-generator"),
            ],
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        ),
    ],
    swiftLanguageModes: [.v6]
)
