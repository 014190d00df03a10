/// Names that no target of a new server can have, since SwiftPM or the compiler would take them for something else.
enum TakenNames {
    /// Whether a name is one of them.
    static func contains(_ name: String) -> Bool {
        families.contains { name.hasPrefix($0) } || language.contains(name) || modules.contains(name)
            || derived.contains(name)
    }

    /// Modules whose packages may add more of the kind.
    private static let families = ["CNIO", "Hummingbird", "MCPServer", "NIO"]

    /// Words of Swift with a capital letter, and the modules that come with the compiler.
    private static let language: Set<String> = [
        "Android", "Any", "Cxx", "Darwin", "Dispatch", "Distributed", "Foundation", "FoundationEssentials",
        "FoundationNetworking", "Glibc", "Musl", "Observation", "PackageDescription", "PackagePlugin", "Protocol",
        "RegexBuilder", "Self", "Swift", "Synchronization", "Testing", "Type", "XCTest",
    ]

    /// What a server builds with: a package graph can have each name once.
    private static let modules: Set<String> = [
        "Algorithms", "ArgumentParser", "ArgumentParserTestHelpers", "ArgumentParserToolInfo", "AsyncAlgorithms",
        "AsyncHTTPClient", "AsyncSequenceValidation", "AsyncStreaming", "Atomics", "BasicContainers",
        "BenchmarkPlugin", "BitCollections", "CAsyncHTTPClient", "CCryptoBoringSSL", "CCryptoBoringSSLShims",
        "CLibYAML", "CSystem", "CXKCP", "CXKCPShims", "Collections", "ComplexModule", "ConcurrencyHelpers",
        "Configuration", "ConfigurationTesting", "ConfigurationTestingInternal", "ContainersPreview", "CoreMetrics",
        "Crypto", "CryptoBoringWrapper", "CryptoExtras", "DequeModule", "Diagnostics", "Digests",
        "GenerateDoccReference",
        "GenerateManual", "GenerateTool", "GenerateTools", "GeneratorPipeline", "HTTPServerWithQuiescingDemo",
        "HTTPTypes", "HTTPTypesFoundation", "HashTreeCollections", "HeapModule", "InMemoryLogging", "InMemoryTracing",
        "Instrumentation", "InstrumentationBaggage", "InternalCollectionsUtilities", "JWTKit", "Logging", "Metrics",
        "MetricsTestKit", "ModelReader", "Numerics", "OrderedCollections", "PatternCompiler", "PerformanceTest",
        "RawStructuredFieldValues", "RealModule", "RouteChart", "RuleExpressions", "SchemaChecker",
        "ServiceContextModule",
        "ServiceContextModuleCompatibility", "ServiceLifecycle", "ServiceLifecycleTestKit", "SortedCollections",
        "StructuredFieldValues", "SwiftASN1", "SwiftEmitter", "SystemPackage", "TemplateRenderer", "ToolGenerator",
        "ToolModel", "ToolValidation", "Tracing", "TrailingElementsModule", "UnixSignals", "X509", "YAMLReader",
    ]

    /// Names from which others are made that are taken: `HTTPTool` would have a type `HTTPToolServer`.
    private static let derived: Set<String> = ["HTTPTool", "MCP", "Test", "Tool"]
}
