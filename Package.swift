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
        .library(name: "MCPServer", targets: ["MCPServer"]),
        .library(name: "MCPServerTesting", targets: ["MCPServerTesting"]),
        .library(name: "ToolValidation", targets: ["ToolValidation"]),
        .executable(name: "mcp-generator", targets: ["mcp-generator"]),
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

        // Generator: what runs inside every user's build.
        .systemLibrary(
            name: "CLibYAML",
            path: "Sources/SystemLibraries/CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"]), .yum(["libyaml-devel"])]
        ),
        .target(name: "Diagnostics", path: "Sources/Generator/Diagnostics", swiftSettings: settings),
        .target(
            name: "YAMLReader",
            dependencies: ["CLibYAML", "Diagnostics"],
            path: "Sources/Generator/YAMLReader",
            swiftSettings: settings
        ),
        .target(
            name: "PatternCompiler",
            dependencies: ["ToolValidation"],
            path: "Sources/Generator/PatternCompiler",
            swiftSettings: settings
        ),
        .target(
            name: "ToolModel",
            dependencies: ["Diagnostics", "PatternCompiler", "ToolValidation"],
            path: "Sources/Generator/ToolModel",
            swiftSettings: settings
        ),
        .target(
            name: "ModelReader",
            dependencies: ["Diagnostics", "PatternCompiler", "ToolModel", "ToolValidation", "YAMLReader"],
            path: "Sources/Generator/ModelReader",
            swiftSettings: settings
        ),

        // Tests: a folder per module.
        .testTarget(name: "ToolValidationTests", dependencies: ["ToolValidation"], swiftSettings: settings),
        .testTarget(name: "MCPServerTests", dependencies: ["MCPServer", "MCPServerTesting"], swiftSettings: settings),
        .testTarget(
            name: "PatternCompilerTests",
            dependencies: ["PatternCompiler", "ToolValidation"],
            swiftSettings: settings
        ),
        .testTarget(name: "YAMLReaderTests", dependencies: ["Diagnostics", "YAMLReader"], swiftSettings: settings),
        .testTarget(
            name: "ModelReaderTests",
            dependencies: ["Diagnostics", "ModelReader", "ToolModel", "YAMLReader"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
