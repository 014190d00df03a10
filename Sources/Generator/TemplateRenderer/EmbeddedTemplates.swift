// Written from the files in Templates by `make templates`. Do not edit.

extension Template {
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
