// Written from the files in Templates by `make templates`. Do not edit.

extension Template {
    /// All templates, in the order of their names.
    public static let all = [
        newServerDockerignore,
        newServerGithubWorkflowsCi,
        newServerGitignore,
        newServerDockerfile,
        newServerPackage,
        newServerREADME,
        newServerSourcesNAMENAMEApp,
        newServerSourcesNAMEToolsCountWords,
        newServerSourcesNAMEToolsSummarize,
        newServerSourcesNAMETools,
        newServerTestsNAMETestsNAMETests,
        newServerScriptsBuildRelease,
        newServerHTTPDockerfile,
        newServerHTTPREADME,
        newServerHTTPTools,
        newServerStdioDockerfile,
        newServerStdioREADME,
        stubsExecutable,
        stubsLibrary,
        stubsTool,
    ]

    /// `Templates/NewServer/.dockerignore.template`
    public static let newServerDockerignore = Template(
        name: "NewServer/.dockerignore.template",
        text: ##"""
            .build/
            .git/
            .swiftpm/
            dist/

            """##
    )

    /// `Templates/NewServer/.github/workflows/ci.yml.template`
    public static let newServerGithubWorkflowsCi = Template(
        name: "NewServer/.github/workflows/ci.yml.template",
        text: ##"""
            name: CI

            on:
              push:
                branches: [main]
              pull_request:

            permissions:
              contents: read

            jobs:
              test:
                runs-on: ubuntu-latest
                container: swift:6.3-bookworm
                steps:
                  - uses: actions/checkout@v4
            {{dependencyNote}}
                  # The generator reads YAML with libyaml; the server itself does not need it.
                  - run: apt-get update && apt-get install --yes --no-install-recommends libyaml-dev
                  - run: swift test
                  - run: scripts/build-release

            """##
    )

    /// `Templates/NewServer/.gitignore.template`
    public static let newServerGitignore = Template(
        name: "NewServer/.gitignore.template",
        text: ##"""
            .build/
            .swiftpm/
            .DS_Store
            dist/

            """##
    )

    /// `Templates/NewServer/Dockerfile.template`
    public static let newServerDockerfile = Template(
        name: "NewServer/Dockerfile.template",
        text: ##"""
            # syntax=docker/dockerfile:1
            FROM swift:6.3-bookworm AS build
            # The generator reads YAML with libyaml; the server itself does not need it.
            RUN apt-get update \
                && apt-get install --yes --no-install-recommends libyaml-dev \
                && rm -rf /var/lib/apt/lists/*
            {{dependencyCopy}}
            WORKDIR /source
            COPY . .
            RUN scripts/build-release

            FROM debian:bookworm-slim
            RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin server
            COPY --from=build /source/dist/{{name}} /usr/local/bin/{{name}}
            USER 10001
            {{transport}}

            """##
    )

    /// `Templates/NewServer/Package.swift.template`
    public static let newServerPackage = Template(
        name: "NewServer/Package.swift.template",
        text: ##"""
            // swift-tools-version: 6.2
            import PackageDescription

            let package = Package(
                name: "{{package}}",
                platforms: [.macOS(.v15)],
                dependencies: [
                    .package({{dependency}})
                ],
                targets: [
                    .executableTarget(
                        name: "{{name}}",
                        dependencies: [
            {{products}}
                        ],
                        exclude: ["tools.schema.json"],
                        plugins: [.plugin(name: "ToolGenerator", package: {{generator}})]
                    ),
                    .testTarget(
                        name: "{{name}}Tests",
                        dependencies: [
                            "{{name}}",
                            .product(name: "MCPServerTesting", package: {{generator}}),
                        ]
                    ),
                ],
                swiftLanguageModes: [.v6]
            )

            """##
    )

    /// `Templates/NewServer/README.md.template`
    public static let newServerREADME = Template(
        name: "NewServer/README.md.template",
        text: ##"""
            # {{name}}

            An MCP server. Its tools are described in [tools.yaml](Sources/{{name}}/tools.yaml) and implemented in
            [Sources/{{name}}/Tools](Sources/{{name}}/Tools).

            ## Run it

            You need Swift 6.2 or newer and libyaml (`apt-get install libyaml-dev`, `brew install libyaml` or
            `dnf install libyaml-devel`).

            {{transport}}

            ## Change it

            1. `mcp-generator add tool my_tool --description "What it does"` appends a tool to `tools.yaml`; or write it there yourself.
            2. `swift package --allow-writing-to-package-directory generate-tools` writes a Swift file for it, to be filled in.
            3. `swift test` builds everything and runs the tests.

            A mistake in the YAML is a build error at its line.

            ## Ship it

            `scripts/build-release` builds `dist/{{name}}`, which needs no Swift where it runs. The [Dockerfile](Dockerfile) does the same
            in a container:

            ```sh
            {{dockerBuild}}
            docker run --rm {{dockerRun}} {{package}}
            ```

            {{dependencyNote}}

            """##
    )

    /// `Templates/NewServer/Sources/NAME/NAMEApp.swift.template`
    public static let newServerSourcesNAMENAMEApp = Template(
        name: "NewServer/Sources/NAME/NAMEApp.swift.template",
        text: ##"""
            import {{library}}

            /// Implements the tools of `tools.yaml`, each in a file of its own.
            @main
            struct {{name}}App: {{name}}Tools {
                static func main() async throws {
                    try await {{name}}Server(tools: {{name}}App()).run()
                }
            }

            """##
    )

    /// `Templates/NewServer/Sources/NAME/Tools/CountWords.swift.template`
    public static let newServerSourcesNAMEToolsCountWords = Template(
        name: "NewServer/Sources/NAME/Tools/CountWords.swift.template",
        text: ##"""
            import MCPServer

            extension {{name}}App {
                /// Counts the words of a text.
                func countWords(_ input: CountWords.Input, _ context: CallContext) async throws -> CountWords.Output {
                    .init(words: input.text.split(whereSeparator: \.isWhitespace).count)
                }
            }

            """##
    )

    /// `Templates/NewServer/Sources/NAME/Tools/Summarize.swift.template`
    public static let newServerSourcesNAMEToolsSummarize = Template(
        name: "NewServer/Sources/NAME/Tools/Summarize.swift.template",
        text: ##"""
            import MCPServer

            extension {{name}}App {
                /// Shortens a text to a few sentences.
                func summarize(_ input: Summarize.Input, _ context: CallContext) async throws -> ToolResult {
                    throw ToolError("summarize is not implemented yet")
                }
            }

            """##
    )

    /// `Templates/NewServer/Sources/NAME/tools.yaml.template`
    public static let newServerSourcesNAMETools = Template(
        name: "NewServer/Sources/NAME/tools.yaml.template",
        text: ##"""
            # yaml-language-server: $schema=tools.schema.json
            # The tools of this server. The build generates their Swift types, validators and JSON Schemas from this file.
            server:
              name: {{package}}
              version: 0.1.0
              implementation: {{name}}App

            {{transport}}
            tools:
              - name: count_words
                description: Counts the words of a text.
                annotations: { readOnly: true, idempotent: true, openWorld: false }
                input:
                  text: { type: string, max: 100000, description: The text whose words are counted. }
                output:
                  words: integer

              # A stub: its Swift method answers that it is not implemented yet.
              - name: summarize
                description: Shortens a text to a few sentences.
                annotations: { readOnly: true, openWorld: false }
                input:
                  text: { type: string, nonempty: { value: true, message: There is nothing to summarize } }
                  sentences: { type: integer, min: 1, max: 10, default: 3 }

            """##
    )

    /// `Templates/NewServer/Tests/NAMETests/NAMETests.swift.template`
    public static let newServerTestsNAMETestsNAMETests = Template(
        name: "NewServer/Tests/NAMETests/NAMETests.swift.template",
        text: ##"""
            import MCPServerTesting
            import Testing

            @testable import {{name}}

            @Test func countsWords() async throws {
                let client = {{name}}Server(tools: {{name}}App()).testClient()
                #expect(try await client.countWords(.init(text: "one two  three")).words == 3)
            }

            """##
    )

    /// `Templates/NewServer/scripts/build-release.template`
    public static let newServerScriptsBuildRelease = Template(
        name: "NewServer/scripts/build-release.template",
        text: ##"""
            #!/bin/sh
            # Builds dist/{{name}} for release, with the Swift standard library inside it, so that it runs where no Swift is
            # installed. CI and the Dockerfile run this; what is written behind it goes to `swift build`.
            set -eu
            cd "$(dirname "$0")/.."

            static=
            if [ "$(uname)" = Linux ]; then static=--static-swift-stdlib; fi
            set -- -c release $static --product {{name}} "$@"
            swift build "$@"
            mkdir -p dist
            cp "$(swift build "$@" --show-bin-path)/{{name}}" dist/
            echo "built dist/{{name}}"

            """##
    )

    /// `Templates/NewServerHTTP/Dockerfile.template`
    public static let newServerHTTPDockerfile = Template(
        name: "NewServerHTTP/Dockerfile.template",
        text: ##"""
            # The health check asks at this port, too: change it with `docker run --env PORT=…`.
            ENV PORT=3000
            EXPOSE 3000
            # The image has no curl; bash can speak that much HTTP.
            HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["bash", "-c", \
                "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /healthz HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
            ENTRYPOINT ["/usr/local/bin/{{name}}"]
            # Inside a container nothing else can reach the loopback address.
            CMD ["--http", "--host", "0.0.0.0"]

            """##
    )

    /// `Templates/NewServerHTTP/README.md.template`
    public static let newServerHTTPREADME = Template(
        name: "NewServerHTTP/README.md.template",
        text: ##"""
            ```sh
            swift run {{name}}
            ```

            It listens on http://127.0.0.1:3000/mcp, for this machine alone. `PORT` and `HOST` in the environment, or `--port` and
            `--host`, change that; `LOG_LEVEL=debug` shows more, and `--help` lists the rest. In another terminal:

            ```sh
            mcp-generator call http://127.0.0.1:3000/mcp count_words text="one two three"
            ```

            What MCP clients want in their configuration:

            ```json
            {
              "mcpServers": {
                "{{package}}": { "type": "http", "url": "http://127.0.0.1:3000/mcp" }
              }
            }
            ```

            A client that starts its servers itself runs the same program with `--stdio`, with the whole path of this folder:

            ```json
            {
              "mcpServers": {
                "{{package}}": { "command": "/path/to/{{name}}/.build/debug/{{name}}", "args": ["--stdio"] }
              }
            }
            ```

            """##
    )

    /// `Templates/NewServerHTTP/tools.yaml.template`
    public static let newServerHTTPTools = Template(
        name: "NewServerHTTP/tools.yaml.template",
        text: ##"""
            http:
              host: $HOST ?? 127.0.0.1
              port: $PORT ?? 3000
              routes:
                /mcp:
                  kind: mcp
                  middleware:
                    - correlation
                    - requestLog
                    # Refuses web pages of other origins; add yours: originGuard: { allow: [https://example.com] }
                    - originGuard
                /healthz: { kind: health }
                /readyz: { kind: readiness }


            """##
    )

    /// `Templates/NewServerStdio/Dockerfile.template`
    public static let newServerStdioDockerfile = Template(
        name: "NewServerStdio/Dockerfile.template",
        text: ##"""
            # The server lives as long as its client's conversation, and the client is the first to notice when it ends. What can
            # be checked is that it starts: --describe prints the tools.
            HEALTHCHECK --interval=5m --timeout=3s CMD ["/usr/local/bin/{{name}}", "--describe"]
            ENTRYPOINT ["/usr/local/bin/{{name}}"]
            CMD ["--stdio"]

            """##
    )

    /// `Templates/NewServerStdio/README.md.template`
    public static let newServerStdioREADME = Template(
        name: "NewServerStdio/README.md.template",
        text: ##"""
            ```sh
            swift build
            mcp-generator call --stdio count_words text="one two three" -- .build/debug/{{name}}
            ```

            MCP clients start the server themselves. In their configuration, with the whole path of this folder:

            ```json
            {
              "mcpServers": {
                "{{package}}": { "command": "/path/to/{{name}}/.build/debug/{{name}}" }
              }
            }
            ```

            """##
    )

    /// `Templates/Stubs/Executable.swift.template`
    public static let stubsExecutable = Template(
        name: "Stubs/Executable.swift.template",
        text: ##"""
            import {{module}}

            /// Implements the tools of `tools.yaml`, each in a file of its own.
            @main
            struct {{implementation}}: {{protocol}} {
                static func main() async throws {
                    try await {{server}}(tools: {{implementation}}()).run()
                }
            }

            """##
    )

    /// `Templates/Stubs/Library.swift.template`
    public static let stubsLibrary = Template(
        name: "Stubs/Library.swift.template",
        text: ##"""
            import {{module}}

            /// Implements the tools of `tools.yaml`, each in a file of its own.
            struct {{implementation}}: {{protocol}} {
            }

            """##
    )

    /// `Templates/Stubs/Tool.swift.template`
    public static let stubsTool = Template(
        name: "Stubs/Tool.swift.template",
        text: ##"""
            import MCPServer

            extension {{implementation}} {
            {{documentation}}
                {{signature}} {
                    throw ToolError("{{tool}} is not implemented yet")
                }
            }

            """##
    )
}
