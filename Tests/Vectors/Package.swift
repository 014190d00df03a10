// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "vectors",
    platforms: [.macOS(.v15)],
    dependencies: [
        // With the trait, so that the modules are built as they are for the other packages.
        .package(name: "swift-mcp-generator", path: "../..", traits: ["All"])
    ],
    targets: [
        .target(
            name: "ZodVectors",
            dependencies: [
                .product(name: "GeneratorModules", package: "swift-mcp-generator"),
                .product(name: "ToolValidation", package: "swift-mcp-generator"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(name: "WriteVectors", dependencies: ["ZodVectors"], swiftSettings: settings),
        .executableTarget(
            name: "MatchPatterns",
            dependencies: [
                .product(name: "PatternCompiler", package: "swift-mcp-generator"),
                .product(name: "ToolValidation", package: "swift-mcp-generator"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "RunVectors",
            dependencies: ["ZodVectors", .product(name: "MCPServer", package: "swift-mcp-generator")],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
