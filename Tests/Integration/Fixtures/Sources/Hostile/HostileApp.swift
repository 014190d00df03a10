import MCPServer

/// Answers with what it was given. Read and written by the generated code, a value comes through unharmed or not at all.
@main
struct HostileApp: HostileTools {
    static func main() async throws {
        try await HostileServer(tools: HostileApp()).run()
    }

    /// The same value as another type of the same shape.
    private func mirrored<Output: ToolValue>(_ input: some ToolValue) throws -> Output {
        var json = JSONWriter()
        input.write(to: &json)
        return try Output.read(json.bytes)
    }
}

extension HostileApp {
    func texts(_ input: Texts.Input, _ context: CallContext) async throws -> Texts.Output {
        try mirrored(input)
    }

    func textsEmptyDescription(
        _ input: TextsEmptyDescription.Input,
        _ context: CallContext
    ) async throws -> TextsEmptyDescription.Output {
        try mirrored(input)
    }

    func keywords(_ input: Keywords.Input, _ context: CallContext) async throws -> Keywords.Output {
        try mirrored(input)
    }

    func ourNames(_ input: OurNames.Input, _ context: CallContext) async throws -> OurNames.Output {
        try mirrored(input)
    }

    func oddNames(_ input: OddNames.Input, _ context: CallContext) async throws -> OddNames.Output {
        try mirrored(input)
    }

    func tool(_ input: ToolTool.Input, _ context: CallContext) async throws -> ToolTool.Output {
        try mirrored(input)
    }

    func swift(_ input: SwiftTool.Input, _ context: CallContext) async throws -> SwiftTool.Output {
        try mirrored(input)
    }

    func issues(_ input: IssuesTool.Input, _ context: CallContext) async throws -> IssuesTool.Output {
        try mirrored(input)
    }

    func pattern(_ input: PatternTool.Input, _ context: CallContext) async throws -> PatternTool.Output {
        try mirrored(input)
    }

    func tools(_ input: ToolsTool.Input, _ context: CallContext) async throws -> ToolsTool.Output {
        try mirrored(input)
    }

    func settings(_ input: Settings.Input, _ context: CallContext) async throws -> Settings.Output {
        try mirrored(input)
    }

    func type(_ input: TypeTool.Input, _ context: CallContext) async throws -> TypeTool.Output {
        try mirrored(input)
    }

    func selfTool(_ input: SelfTool.Input, _ context: CallContext) async throws -> SelfTool.Output {
        try mirrored(input)
    }

    func input(_ input: Input.Input, _ context: CallContext) async throws -> Input.Output {
        try mirrored(input)
    }

    func output(_ input: Output.Input, _ context: CallContext) async throws -> Output.Output {
        try mirrored(input)
    }

    func caller(_ input: Caller.Input, _ context: CallContext) async throws -> Caller.Output {
        try mirrored(input)
    }

    func client(_ input: ClientTool.Input, _ context: CallContext) async throws -> ClientTool.Output {
        try mirrored(input)
    }

    func initTool(_ input: Init.Input, _ context: CallContext) async throws -> Init.Output {
        try mirrored(input)
    }

    func `default`(_ input: Default.Input, _ context: CallContext) async throws -> Default.Output {
        try mirrored(input)
    }

    func json(_ input: Json.Input, _ context: CallContext) async throws -> Json.Output {
        try mirrored(input)
    }

    func object(_ input: Object.Input, _ context: CallContext) async throws -> Object.Output {
        try mirrored(input)
    }

    func place(_ input: Place.Input, _ context: CallContext) async throws -> Place.Output {
        try mirrored(input)
    }

    func call(_ input: Call.Input, _ context: CallContext) async throws -> Call.Output {
        try mirrored(input)
    }

    func server(_ input: Server.Input, _ context: CallContext) async throws -> Server.Output {
        try mirrored(input)
    }

    func context(_ input: Context.Input, _ context: CallContext) async throws -> Context.Output {
        try mirrored(input)
    }

    func catalog(_ input: Catalog.Input, _ context: CallContext) async throws -> Catalog.Output {
        try mirrored(input)
    }

    func info(_ input: Info.Input, _ context: CallContext) async throws -> Info.Output {
        try mirrored(input)
    }

    func index(_ input: Index.Input, _ context: CallContext) async throws -> Index.Output {
        try mirrored(input)
    }

    func run(_ input: Run.Input, _ context: CallContext) async throws -> Run.Output {
        try mirrored(input)
    }

    func main(_ input: Main.Input, _ context: CallContext) async throws -> Main.Output {
        try mirrored(input)
    }

    func any(_ input: AnyTool.Input, _ context: CallContext) async throws -> AnyTool.Output {
        try mirrored(input)
    }

    func string(_ input: StringTool.Input, _ context: CallContext) async throws -> StringTool.Output {
        try mirrored(input)
    }

    func hostile(_ input: Hostile.Input, _ context: CallContext) async throws -> Hostile.Output {
        try mirrored(input)
    }

    func mcpServer(_ input: MCPServerTool.Input, _ context: CallContext) async throws -> MCPServerTool.Output {
        try mirrored(input)
    }

    func abcd(_ input: ABCD.Input, _ context: CallContext) async throws -> ABCD.Output {
        try mirrored(input)
    }

    func nesting(_ input: Nesting.Input, _ context: CallContext) async throws -> Nesting.Output {
        try mirrored(input)
    }

    func choices(_ input: Choices.Input, _ context: CallContext) async throws -> Choices.Output {
        try mirrored(input)
    }

    func defaults(_ input: Defaults.Input, _ context: CallContext) async throws -> Defaults.Output {
        try mirrored(input)
    }

    func messages(_ input: Messages.Input, _ context: CallContext) async throws -> ToolResult {
        .text("kept")
    }

    func patterns(_ input: Patterns.Input, _ context: CallContext) async throws -> Patterns.Output {
        try mirrored(input)
    }

    func words(_ input: Words.Input, _ context: CallContext) async throws -> Words.Output {
        try mirrored(input)
    }
}
