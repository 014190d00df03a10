/// What a tool answers: blocks for the model to read and, where the tool declares an output, a value for programs.
public struct ToolResult: Sendable {
    /// What the model reads.
    public var content: [ContentBlock]
    /// Whether the tool failed. The content then says why, in words that help a model to go on.
    public var isError: Bool
    /// Further data under keys of your own, such as `example.com/trace` (`_meta` in the specification).
    public var meta: JSONObject = [:]
    /// The `structuredContent` as JSON text.
    var structured: [UInt8]?
    /// Whether the advertised output is an object, which it must be until 2025-11-25.
    var isObject = true

    /// Creates a result of blocks.
    public init(_ content: [ContentBlock], isError: Bool = false) {
        self.content = content
        self.isError = isError
    }

    /// Creates the result of a tool that declares an output: the value as data, and its JSON as a text for models.
    ///
    /// The output is read back, since it must keep the rules that are advertised: what a handler makes by hand has not
    /// been checked by anything yet.
    ///
    /// - Parameters:
    ///   - output: The output.
    ///   - isObject: Whether its advertised schema is that of an object; clients up to 2025-11-25 get any other in one.
    /// - Throws: ``UnwritableValue`` where the output has a number that JSON cannot say, ``InvalidOutput`` where it
    ///   breaks a rule of its schema.
    public init<Output: ToolValue>(output: Output, isObject: Bool = true) throws {
        content = []
        isError = false
        self.isObject = isObject
        let json = try output.encoded()
        do throws(InvalidInput) {
            _ = try Output.read(json)
        } catch {
            throw InvalidOutput(reason: error)
        }
        structured = json
    }

    /// A result of one text.
    public static func text(_ text: String) -> ToolResult { ToolResult([.text(text)]) }

    /// A failure that the model gets to read.
    public static func error(_ text: String) -> ToolResult { ToolResult([.text(text)], isError: true) }

    /// The value for programs, `structuredContent` in the specification.
    public var structuredContent: JSONValue? {
        structured.flatMap { try? JSONValue.read($0) }
    }

    /// The text blocks, joined by line breaks.
    public var text: String {
        if content.isEmpty, let structured { return String(decoding: structured, as: UTF8.self) }
        return content.compactMap(\.text).joined(separator: "\n")
    }
}
