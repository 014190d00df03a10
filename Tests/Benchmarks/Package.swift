// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-mcp-generator", path: "../..")
    ],
    targets: [
        .target(name: "AllocationCounter"),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "AllocationCounter",
                .product(name: "MCPServer", package: "swift-mcp-generator"),
            ],
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        ),
    ],
    swiftLanguageModes: [.v6]
)
