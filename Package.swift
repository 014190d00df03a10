// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "swift-mcp-generator",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "ToolValidation", targets: ["ToolValidation"]),
        .library(name: "MCPServer", targets: ["MCPServer"]),
        .library(name: "MCPServerTesting", targets: ["MCPServerTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    ],
    targets: [
        // Runtime: what runs in the user's server.
        .target(name: "ToolValidation", path: "Sources/Runtime/ToolValidation", swiftSettings: settings),
        .target(
            name: "MCPServer",
            dependencies: ["ToolValidation", .product(name: "Logging", package: "swift-log")],
            path: "Sources/Runtime/MCPServer",
            swiftSettings: settings
        ),
        .target(
            name: "MCPServerTesting",
            dependencies: ["MCPServer"],
            path: "Sources/Runtime/MCPServerTesting",
            swiftSettings: settings
        ),
        .testTarget(
            name: "MCPServerTests",
            dependencies: [
                "MCPServer", "MCPServerTesting", "ToolValidation", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
