// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

func module(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func fuzzer(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .executableTarget(
        name: name,
        dependencies: dependencies + ["LibFuzzer"],
        swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])],
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
    )
}

// A package of its own, whose sources are links to the modules, so that these alone are instrumented.
let package = Package(
    name: "fuzz",
    targets: [
        module("LibFuzzer"),
        module("ToolValidation"),
        module("MCPServer", "ToolValidation"),
        module("PatternCompiler", "ToolValidation"),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
        module("Diagnostics"),
        module("YAMLReader", "CLibYAML", "Diagnostics"),
        module("ToolModel", "Diagnostics", "PatternCompiler", "ToolValidation"),
        module("ModelReader", "Diagnostics", "PatternCompiler", "ToolModel", "ToolValidation", "YAMLReader"),
        module("RuleExpressions", "Diagnostics", "ToolModel", "ToolValidation"),
        module("SchemaChecker", "Diagnostics", "PatternCompiler", "RuleExpressions", "ToolModel", "ToolValidation"),
        module("SwiftEmitter", "Diagnostics", "PatternCompiler", "RuleExpressions", "ToolModel", "ToolValidation"),
        fuzzer("PatternFuzzer", "PatternCompiler", "ToolValidation"),
        fuzzer("ValidatorFuzzer", "MCPServer", "ToolValidation"),
        fuzzer(
            "GeneratorFuzzer",
            "Diagnostics",
            "ModelReader",
            "RuleExpressions",
            "SchemaChecker",
            "SwiftEmitter",
            "YAMLReader"
        ),
    ],
    swiftLanguageModes: [.v6]
)
