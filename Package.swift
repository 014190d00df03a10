// swift-tools-version: 6.2
import PackageDescription

// One trait is enough for everything: SwiftPM gives the compiler the names of several in a random order, so that each build
// would compile the package anew.
let http: Set<String> = ["HTTP", "JWT", "TLS", "OTLP", "All"]
let jwt: Set<String> = ["JWT", "All"]
let tls: Set<String> = ["TLS", "All"]
let otlp: Set<String> = ["OTLP", "All"]

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .define("HTTP", .when(traits: http)),
    .define("JWT", .when(traits: jwt)),
    .define("TLS", .when(traits: tls)),
    .define("OTLP", .when(traits: otlp)),
]

let package = Package(
    name: "swift-mcp-generator",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "MCPServer", targets: ["MCPServer"]),
        .library(name: "MCPServerHTTP", targets: ["MCPServerHTTP"]),
        .library(name: "MCPServerJWT", targets: ["MCPServerJWT"]),
        .library(name: "MCPServerTLS", targets: ["MCPServerTLS"]),
        .library(name: "MCPServerOTLP", targets: ["MCPServerOTLP"]),
        .library(name: "MCPServerMetrics", targets: ["MCPServerMetrics"]),
        .library(name: "MCPServerTesting", targets: ["MCPServerTesting"]),
        .library(name: "ToolValidation", targets: ["ToolValidation"]),
        .library(name: "PatternCompiler", targets: ["PatternCompiler"]),
        .library(
            name: "GeneratorModules",
            targets: ["Diagnostics", "ModelReader", "SchemaChecker", "SwiftEmitter", "ToolModel", "YAMLReader"]
        ),
        .plugin(name: "ToolGenerator", targets: ["ToolGenerator"]),
        .plugin(name: "GenerateTools", targets: ["GenerateTools"]),
        .executable(name: "mcp-generator", targets: ["mcp-generator"]),
    ],
    traits: [
        .trait(name: "HTTP", description: "Streamable HTTP on Hummingbird: the module MCPServerHTTP"),
        .trait(name: "JWT", description: "HTTP, and access tokens that are JSON Web Tokens: the module MCPServerJWT"),
        .trait(name: "TLS", description: "HTTP, and HTTPS on the listener: the module MCPServerTLS"),
        .trait(name: "OTLP", description: "HTTP, and the export of traces and metrics: the module MCPServerOTLP"),
        .trait(name: "All", description: "All of HTTP, JWT, TLS and OTLP"),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.7.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.3.0"),
        // Named by targets under traits alone: without them SwiftPM neither fetches nor builds these packages.
        // Without its default traits, which are two: see above.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0", traits: []),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.0.2", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.3.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
    ],
    targets: [
        // Runtime: what runs in the user's server.
        .target(name: "ToolValidation", path: "Sources/Runtime/ToolValidation", swiftSettings: settings),
        .target(name: "Digests", path: "Sources/Runtime/Digests", swiftSettings: settings),
        .target(name: "RouteChart", path: "Sources/Runtime/RouteChart", swiftSettings: settings),
        .target(
            name: "MCPServerMetrics",
            dependencies: [.product(name: "CoreMetrics", package: "swift-metrics")],
            path: "Sources/Runtime/MCPServerMetrics",
            swiftSettings: settings
        ),
        .target(
            name: "MCPServer",
            dependencies: [
                "ToolValidation", .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            path: "Sources/Runtime/MCPServer",
            swiftSettings: settings
        ),
        .target(
            name: "MCPServerHTTP",
            dependencies: [
                "Digests", "MCPServer", "MCPServerMetrics", "RouteChart",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: http)),
                .product(name: "HummingbirdCore", package: "hummingbird", condition: .when(traits: http)),
                .product(name: "Configuration", package: "swift-configuration", condition: .when(traits: http)),
                .product(
                    name: "ServiceLifecycle",
                    package: "swift-service-lifecycle",
                    condition: .when(traits: http)
                ),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: http)),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: http)),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: http)),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: http)),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras", condition: .when(traits: http)),
            ],
            path: "Sources/Runtime/MCPServerHTTP",
            swiftSettings: settings
        ),
        .target(
            name: "MCPServerJWT",
            dependencies: [
                "MCPServer", "MCPServerHTTP", "MCPServerMetrics", .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "JWTKit", package: "jwt-kit", condition: .when(traits: jwt)),
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: .when(traits: jwt)),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: jwt)),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: jwt)),
            ],
            path: "Sources/Runtime/MCPServerJWT",
            swiftSettings: settings
        ),
        .target(
            name: "MCPServerTLS",
            dependencies: [
                "MCPServerHTTP", .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: tls)),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: tls)),
            ],
            path: "Sources/Runtime/MCPServerTLS",
            swiftSettings: settings
        ),
        .target(
            name: "MCPServerOTLP",
            dependencies: [
                "MCPServer", "MCPServerMetrics", "ToolValidation", .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: .when(traits: otlp)),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: otlp)),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: otlp)),
            ],
            path: "Sources/Runtime/MCPServerOTLP",
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
            dependencies: ["Diagnostics", "PatternCompiler", "RuleExpressions", "ToolModel", "ToolValidation"],
            path: "Sources/Generator/SchemaChecker",
            swiftSettings: settings
        ),
        .target(
            name: "RuleExpressions",
            dependencies: ["Diagnostics", "ToolModel", "ToolValidation"],
            path: "Sources/Generator/RuleExpressions",
            swiftSettings: settings
        ),
        .target(
            name: "SwiftEmitter",
            dependencies: ["Diagnostics", "PatternCompiler", "RuleExpressions", "ToolModel", "ToolValidation"],
            path: "Sources/Generator/SwiftEmitter",
            swiftSettings: settings
        ),
        .target(name: "TemplateRenderer", path: "Sources/Generator/TemplateRenderer", swiftSettings: settings),
        .target(
            name: "GeneratorPipeline",
            dependencies: [
                "Diagnostics", "ModelReader", "RuleExpressions", "SchemaChecker", "SwiftEmitter", "TemplateRenderer",
                "ToolModel", "YAMLReader",
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
                "Diagnostics", "Digests", "GeneratorPipeline", "ModelReader", "PatternCompiler", "RouteChart",
                "SwiftEmitter", "TemplateRenderer", "ToolModel", "ToolValidation", "YAMLReader",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/CommandLine",
            swiftSettings: settings
        ),

        // Tests: a folder per module.
        .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: settings),
        .testTarget(name: "ToolValidationTests", dependencies: ["ToolValidation"], swiftSettings: settings),
        .testTarget(
            name: "MCPServerMetricsTests",
            dependencies: ["MCPServerMetrics", .product(name: "CoreMetrics", package: "swift-metrics")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MCPServerTests",
            dependencies: [
                "MCPServer", "MCPServerMetrics", "MCPServerTesting", .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MCPServerHTTPTests",
            dependencies: [
                "Digests", "MCPServer", "MCPServerHTTP", "MCPServerMetrics", "RouteChart",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: http)),
                .product(name: "HummingbirdCore", package: "hummingbird", condition: .when(traits: http)),
                .product(
                    name: "ServiceLifecycle",
                    package: "swift-service-lifecycle",
                    condition: .when(traits: http)
                ),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: http)),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: http)),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: http)),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: http)),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MCPServerJWTTests",
            dependencies: [
                "MCPServer", "MCPServerHTTP", "MCPServerJWT", "MCPServerMetrics",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "JWTKit", package: "jwt-kit", condition: .when(traits: jwt)),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: jwt)),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: jwt)),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MCPServerTLSTests",
            dependencies: ["MCPServerTLS", .product(name: "Logging", package: "swift-log")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MCPServerOTLPTests",
            dependencies: [
                "MCPServer", "MCPServerMetrics", "MCPServerOTLP", .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: otlp)),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: otlp)),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: otlp)),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PatternCompilerTests",
            dependencies: ["PatternCompiler", "ToolValidation"],
            exclude: ["Fuzz/verdicts.mjs"],
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
            swiftSettings: settings
        ),
        .testTarget(
            name: "RuleExpressionsTests",
            dependencies: ["Diagnostics", "RuleExpressions", "ToolModel", "ToolValidation"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftEmitterTests",
            dependencies: [
                "Diagnostics", "PatternCompiler", "RuleExpressions", "SwiftEmitter", "ToolModel", "ToolValidation",
            ],
            swiftSettings: settings
        ),
        .testTarget(name: "TemplateRendererTests", dependencies: ["TemplateRenderer"], swiftSettings: settings),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "mcp-generator", "Diagnostics", "Digests", "ModelReader", "RouteChart", "ToolModel", "ToolValidation",
                "YAMLReader",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "GeneratedCodeTests",
            dependencies: [
                "Diagnostics", "GeneratorPipeline", "MCPServer", "MCPServerHTTP", "MCPServerJWT", "MCPServerOTLP",
                "MCPServerTLS", "MCPServerTesting", "SwiftEmitter",
            ],
            path: "Tests/Cases",
            exclude: ["Basics", "DefaultHTTP", "Hostile", "InsertedHTTP", "Language", "Limits", "Stack", "WithHTTP"].map
            {
                "\($0)/tools.yaml"
            }
                + ["Hostile/stderr.txt", "Language/stderr.txt", "Orders", "Refused", "RefusedHTTP", "update"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
