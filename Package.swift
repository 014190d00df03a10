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
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    ],
    targets: [
        // Runtime: what runs in the user's server.
        .target(name: "ToolValidation", path: "Sources/Runtime/ToolValidation", swiftSettings: settings),
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

        // Tests: a folder per module.
        .testTarget(name: "ToolValidationTests", dependencies: ["ToolValidation"], swiftSettings: settings),
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
                "Diagnostics", "ModelReader", "PatternCompiler", "SchemaChecker", "ToolModel", "ToolValidation",
                "YAMLReader",
            ],
            exclude: ["Vectors"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
