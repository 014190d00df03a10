internal import ToolModel

/// Every name of the language, in one place. A name that a later version reads moves from `planned` to the keywords.
enum Vocabulary {
    static let sections = KeySet(
        [
            Keyword("server", .server, "What the server is; exactly one file of a target has it."),
            Keyword("http", .http, "How the server is reached over HTTP; without it, over stdio alone."),
            Keyword("types", .properties, "Schemas by name, for the schemas of all files of the target."),
            Keyword("tools", .list(of: .tool), "The tools."),
        ],
        planned: ["stores", "prompts", "resources", "forms"]
    )

    static let server = KeySet([
        Keyword("name", .text, "The server's name, as clients see it."),
        Keyword("version", .text, "The server's version, as clients see it."),
        Keyword("title", .text, "The server's name for people."),
        Keyword("instructions", .text, "What a model should know about the server as a whole."),
        Keyword(
            "implementation",
            .text,
            "The Swift type that implements the tools; by default the target's name and App."
        ),
        Keyword("strict", .flag, "Whether warnings are errors."),
        Keyword("lists", .keys(lists), "How the server's lists are answered."),
        Keyword("telemetry", .word(telemetryExports), "What sends traces and metrics to where they are looked at."),
    ])

    static let telemetryExports = TelemetryExport.allCases.map(\.rawValue)

    static let lists = KeySet([
        Keyword("ttl", .text, "How long clients may keep them: 5m unless said, 0 for not at all."),
        Keyword("scope", .word(cacheScopes), "Who may keep them: anybody for all callers (public), or who asks."),
        Keyword("pageSize", .length, "How many tools a page has: 1000 unless said."),
        Keyword("listChanged", .flag, "Whether the list that a caller gets can change while the server runs."),
    ])

    static let cacheScopes = ["public", "private"]

    // MARK: - Tools

    static let tool = KeySet(
        [
            Keyword("name", .text, "The name by which clients call the tool: letters, digits, '_', '.' and '-'."),
            Keyword("title", .text, "The tool's name for people."),
            Keyword("description", .text, "What the tool does and when to call it, for the model that chooses."),
            Keyword("deprecated", .flag, "Whether the tool should no longer be called."),
            Keyword(
                "icons",
                .list(of: .either([.text, .keys(icon)])),
                "Pictures for clients to show: 'https:' or 'data:' URLs."
            ),
            Keyword("annotations", .keys(annotations), "Hints about what calling the tool does."),
            Keyword("input", .properties, "The arguments: names with their schemas."),
            Keyword("inputSchema", .schema, "Instead of 'input': one schema, of an object."),
            Keyword("output", .properties, "The structured result: names with their schemas."),
            Keyword(
                "outputSchema",
                .schema,
                "Instead of 'output': one schema, of any type; older clients get what is no object wrapped in one."
            ),
            Keyword("rules", .list(of: .keys(crossFieldRule)), "What must be true of the arguments together."),
            Keyword("examples", .list(of: .keys(example)), "Calls with their results, checked against the schemas."),
            Keyword("swiftName", .text, "The Swift name to use instead of the derived one."),
            Keyword("scopes", .texts, "What a caller must be allowed to see and call the tool: all of these."),
            Keyword("timeout", .text, "How long a call may take, such as 30s; then it is ended with a tool error."),
            Keyword("concurrency", .length, "How many calls may run at once; further ones get a tool error."),
            Keyword("rateLimit", .keys(toolRateLimit), "How often a caller may call the tool, and what a call costs."),
        ]
    )

    static let toolRateLimit = KeySet([
        Keyword("requests", .length, "How many calls a caller may make in a period; further ones get a tool error."),
        Keyword("per", .text, "The period, such as 1m."),
        Keyword("cost", .length, "How many requests a call counts as for the limits of the route; 1 unless said."),
    ])

    static let annotations = KeySet([
        Keyword("readOnly", .flag, "Whether the tool changes nothing."),
        Keyword("destructive", .flag, "Whether the tool may destroy something."),
        Keyword("idempotent", .flag, "Whether a second call with the same arguments changes nothing more."),
        Keyword("openWorld", .flag, "Whether the tool reaches beyond the server."),
    ])

    static let icon = KeySet([
        Keyword("src", .text, "Where the picture is: a 'https:' or 'data:' URL."),
        Keyword("mimeType", .text, "The media type, such as image/png."),
        Keyword("sizes", .texts, "The sizes it is made for, such as 48x48, or any."),
    ])

    static let example = KeySet([
        Keyword("input", .mapping(to: .value), "The arguments."),
        Keyword("output", .value, "The structured result."),
    ])

    static let crossFieldRule = KeySet([
        Keyword("check", .text, "A condition over the properties, such as start <= end."),
        Keyword("message", .text, "What is said where the condition does not hold."),
        Keyword("path", path, "The property that the message is about."),
    ])

    static let path = ValueKind.either([.text, .list(of: .either([.text, .length]))])
}
