import ArgumentParser
import ModelReader

/// `mcp-generator schema`: prints what editors need to complete and check tools.yaml.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of tools.yaml, for editors.",
        discussion: """
            Editors complete keys, show what they mean and mark misspelt ones when the first line of tools.yaml names \
            the file, as in a package that 'mcp-generator new' makes:

              # yaml-language-server: $schema=tools.schema.json

            EXAMPLE:
              mcp-generator schema > Sources/Weather/tools.schema.json
            """
    )

    /// The name of the file beside tools.yaml.
    static let fileName = "tools.schema.json"

    func run() {
        print(IndentedJSON.text(of: EditorSchema.json))
    }
}
