// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

// A package of its own, whose sources are links to the modules, so that these alone are instrumented.
let package = Package(
    name: "fuzz",
    targets: [
        .target(name: "ToolValidation", swiftSettings: settings),
        .target(name: "PatternCompiler", dependencies: ["ToolValidation"], swiftSettings: settings),
        .executableTarget(
            name: "PatternFuzzer",
            dependencies: ["PatternCompiler", "ToolValidation"],
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
        ),
    ],
    swiftLanguageModes: [.v6]
)
