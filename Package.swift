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
        .plugin(name: "ToolGenerator", targets: ["ToolGenerator"]),
        .plugin(name: "GenerateTools", targets: ["GenerateTools"]),
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

        // Generator: what runs inside every user's build. It depends on libyaml and ToolValidation alone.
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
        .target(
            name: "SchemaChecker",
            dependencies: ["Diagnostics", "PatternCompiler", "ToolModel", "ToolValidation"],
            path: "Sources/Generator/SchemaChecker",
            swiftSettings: settings
        ),
        .target(
            name: "SwiftEmitter",
            dependencies: ["Diagnostics", "PatternCompiler", "ToolModel", "ToolValidation"],
            path: "Sources/Generator/SwiftEmitter",
            swiftSettings: settings
        ),
        .target(name: "TemplateRenderer", path: "Sources/Generator/TemplateRenderer", swiftSettings: settings),
        .target(
            name: "GeneratorPipeline",
            dependencies: [
                "Diagnostics", "ModelReader", "SchemaChecker", "SwiftEmitter", "TemplateRenderer", "ToolModel",
                "YAMLReader",
            ],
            path: "Sources/Generator/GeneratorPipeline",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "GenerateTool",
            dependencies: ["Diagnostics", "GeneratorPipeline", "SwiftEmitter"],
            path: "Sources/Generator/GenerateTool",
            swiftSettings: settings
        ),
        .plugin(name: "ToolGenerator", capability: .buildTool(), dependencies: ["GenerateTool"]),
        .plugin(
            name: "GenerateTools",
            capability: .command(
                intent: .custom(
                    verb: "generate-tools",
                    description: "Write the stubs of new tools, and on request check generated code in"
                ),
                permissions: [
                    .writeToPackageDirectory(reason: "to write the stubs of new tools into your target")
                ]
            ),
            dependencies: ["GenerateTool"]
        ),

        // CommandLine: what runs on a developer's terminal.
        .executableTarget(
            name: "mcp-generator",
            dependencies: [
                "Diagnostics", "GeneratorPipeline", "SwiftEmitter", "TemplateRenderer", "ToolModel", "ToolValidation",
                "YAMLReader",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/CommandLine",
            swiftSettings: settings
        ),

        // Tests: a folder per module.
        .testTarget(name: "ToolValidationTests", dependencies: ["ToolValidation"], swiftSettings: settings),
        .testTarget(
            name: "MCPServerTests",
            dependencies: ["MCPServer", "MCPServerTesting", .product(name: "Logging", package: "swift-log")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PatternCompilerTests",
            dependencies: ["PatternCompiler", "ToolValidation"],
            exclude: ["Vectors"],
            swiftSettings: settings
        ),
        .testTarget(name: "YAMLReaderTests", dependencies: ["Diagnostics", "YAMLReader"], swiftSettings: settings),
        .testTarget(
            name: "ModelReaderTests",
            dependencies: [
                "Diagnostics", "ModelReader", "PatternCompiler", "ToolModel", "ToolValidation", "YAMLReader",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SchemaCheckerTests",
            dependencies: [
                "Diagnostics", "ModelReader", "PatternCompiler", "SchemaChecker", "SwiftEmitter", "ToolModel",
                "ToolValidation", "YAMLReader",
            ],
            exclude: ["Vectors"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftEmitterTests",
            dependencies: ["PatternCompiler", "SwiftEmitter"],
            swiftSettings: settings
        ),
        .testTarget(name: "TemplateRendererTests", dependencies: ["TemplateRenderer"], swiftSettings: settings),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "mcp-generator", "Diagnostics", "ToolValidation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "GeneratedCodeTests",
            dependencies: ["Diagnostics", "GeneratorPipeline", "MCPServer", "SwiftEmitter"],
            path: "Tests/Cases",
            exclude: ["Basics/tools.yaml", "Hostile/tools.yaml", "Refused", "update"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
