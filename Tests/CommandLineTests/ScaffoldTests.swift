import Foundation
import Testing

@testable import mcp_generator

@Suite struct ScaffoldTests {
    private static let repository = GeneratorSource.repository(
        url: "https://example.com/tools/generator.git",
        version: "1.2.3"
    )

    private func files(_ transport: Scaffold.Transport, _ source: GeneratorSource = repository) throws -> [String:
        String]
    {
        let scaffold = Scaffold(name: try ServerName("MyHTTPServer2"), transport: transport, source: source)
        return Dictionary(uniqueKeysWithValues: try scaffold.files().map { ($0.path, $0.text) })
    }

    // MARK: - Names

    @Test(arguments: [
        ("Weather", "weather"), ("MyServer", "my-server"), ("MyHTTPServer2", "my-http-server2"), ("A", "a"),
        ("ABTest", "ab-test"),
    ])
    func makesNames(target: String, package: String) throws {
        let name = try ServerName(target)
        #expect(name.target == target)
        #expect(name.package == package)
    }

    @Test(arguments: [
        "", "weather", "my-server", "My Server", "2Fast", "Über", "_A", "A/B", "A\"", "A\nB", "MCP", "Swift", "Tool",
        "MCPServer", "Logging", "NIOCore", "Self", "Any", "Type", String(repeating: "A", count: 51),
    ])
    func refusesNames(_ text: String) {
        #expect(throws: ScaffoldFailure.self) { try ServerName(text) }
    }

    @Test func suggestsAName() {
        let failure = #expect(throws: ScaffoldFailure.self) { try ServerName("my-server") }
        #expect(failure?.message.hasSuffix("how about MyServer?") == true)
        let taken = #expect(throws: ScaffoldFailure.self) { try ServerName("Logging") }
        #expect(taken?.message.hasSuffix("how about MyLogging?") == true)
    }

    // MARK: - Where the generator comes from

    @Test func readsOptions() throws {
        #expect(try GeneratorSource(packagePath: nil, url: nil, from: nil) == nil)
        let url = "git@example.com:tools/generator.git"
        #expect(
            try GeneratorSource(packagePath: nil, url: url, from: "0.1.0-beta.2")
                == .repository(url: url, version: "0.1.0-beta.2")
        )
    }

    @Test(
        arguments: [
            ("/", nil, nil), (nil, "https://example.com/a", nil), (nil, nil, "1.0.0"),
            ("/", "https://e.com/a", "1.0.0"),
            (nil, "example", "1.0.0"), (nil, "https://e.com/a\"b", "1.0.0"), (nil, "https://e.com/a\n", "1.0.0"),
            (nil, "https://e.com/a", "1"), (nil, "https://e.com/a", "1.0.0\""), (nil, "javascript://e.com/a", "1.0.0"),
        ] as [(String?, String?, String?)]
    )
    func refusesOptions(path: String?, url: String?, version: String?) {
        #expect(throws: ScaffoldFailure.self) { try GeneratorSource(packagePath: path, url: url, from: version) }
    }

    @Test func findsTheCheckoutItWasBuiltFrom() throws {
        guard case .folder(let path)? = GeneratorSource.checkout() else {
            Issue.record("no checkout was found")
            return
        }
        #expect(FileManager.default.fileExists(atPath: "\(path)/Templates/NewServer"))
    }

    // MARK: - Files

    @Test(arguments: Scaffold.Transport.allCases)
    func fillsEveryPlaceholder(_ transport: Scaffold.Transport) throws {
        for source in [Self.repository, .folder("/a folder/it's")] {
            for (path, text) in try files(transport, source) {
                #expect(!path.contains("NAME") && !text.contains("{{"), "\(path)")
                #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n") && !text.contains("\n\n\n"), "\(path)")
            }
        }
    }

    @Test func namesThePackageAsSwiftPMDoes() throws {
        let manifest = try #require(try files(.http)["Package.swift"])
        let dependency = #".package(url: "https://example.com/tools/generator.git", from: "1.2.3", traits: ["HTTP"])"#
        #expect(manifest.contains(dependency))
        #expect(manifest.contains(#".product(name: "MCPServerHTTP", package: "generator")"#))
        #expect(try #require(try files(.stdio)["Package.swift"]).contains("traits") == false)
    }

    @Test func handsAFolderToDocker() throws {
        let files = try files(.stdio, .folder("/a folder/it's"))
        #expect(try #require(files["Dockerfile"]).contains(#"COPY --from=swift-mcp-generator [".", "/a folder/it's"]"#))
        let build = #"--build-context swift-mcp-generator='/a folder/it'\''s' ."#
        #expect(try #require(files["README.md"]).contains(build))
    }

    @Test func keepsTheHTTPPartsToServersThatUseThem() throws {
        let http = try files(.http)
        let stdio = try files(.stdio)
        #expect(http.keys.sorted() == stdio.keys.sorted())
        let tools = "Sources/MyHTTPServer2/tools.yaml"
        #expect(http[tools]?.contains("\nhttp:\n") == true)
        #expect(stdio[tools]?.contains("http:") == false)
        #expect(http["Dockerfile"]?.contains(#"CMD ["--http", "--host", "0.0.0.0"]"#) == true)
        #expect(stdio["Dockerfile"]?.contains(#"CMD ["--stdio"]"#) == true)
    }

    @Test func writesIntoEmptyFoldersOnly() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let scaffold = Scaffold(name: try ServerName("Weather"), transport: .stdio, source: Self.repository)
        let git = folder.appending(path: ".git")
        try FileManager.default.createDirectory(at: git, withIntermediateDirectories: true)
        try scaffold.write(into: folder)
        let script = folder.appending(path: "scripts/build-release").path(percentEncoded: false)
        #expect(FileManager.default.isExecutableFile(atPath: script))
        #expect(throws: ScaffoldFailure.self) { try scaffold.write(into: folder) }
    }
}
