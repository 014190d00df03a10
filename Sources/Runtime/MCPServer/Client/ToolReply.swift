/// The result of a call as a client receives it.
public struct ToolReply: Sendable {
    /// The tool that was called.
    public let tool: String
    /// The `result` of the answer.
    public let json: JSONObject

    /// Creates a reply from the `result` of an answer.
    public init(tool: String, json: JSONObject) {
        self.tool = tool
        self.json = json
    }

    /// The output of a tool that declares one.
    ///
    /// - Throws: ``ToolFailure`` where the tool failed, ``UnexpectedReply`` where the output is absent, `InvalidInput` where
    ///   it breaks the schema.
    public func output<Output: ToolValue>(as type: Output.Type) throws -> Output {
        try throwFailure()
        guard let structured = json["structuredContent"] else {
            throw UnexpectedReply("\(tool) answered without structuredContent")
        }
        do {
            return try Output.read(structured.encoded())
        } catch let error as InvalidInput {
            // Before 2026-07-28 an output that is no object comes in one.
            guard let wrapped = LegacyOutput.unwrap(structured) else { throw error }
            return try Output.read(wrapped.encoded())
        }
    }

    /// The blocks of a tool's answer.
    ///
    /// - Throws: ``ToolFailure`` where the tool failed, ``UnexpectedReply`` where the answer has no content.
    public func result() throws -> ToolResult {
        try throwFailure()
        guard let content else { throw UnexpectedReply("\(tool) answered without content") }
        var result = ToolResult(content)
        result.structured = try json["structuredContent"]?.encoded()
        if case .object(let meta) = json["_meta"] { result.meta = meta }
        return result
    }

    /// Whether the tool failed.
    public var isError: Bool { json["isError"] == true }

    /// The text blocks, joined by line breaks.
    public var text: String { (content ?? []).compactMap(\.text).joined(separator: "\n") }

    /// What was wrong with the arguments, where that was the reason of a failure.
    public var issues: [ValidationIssue] {
        guard case .object(let meta) = json["_meta"], case .array(let issues) = meta[InvalidArguments.metaKey] else {
            return []
        }
        return issues.compactMap(ValidationIssue.init(zod:))
    }

    private func throwFailure() throws {
        if isError { throw ToolFailure(tool: tool, text: text, issues: issues) }
    }

    private var content: [ContentBlock]? {
        guard case .array(let blocks) = json["content"] else { return nil }
        return blocks.compactMap(ContentBlock.init(json:))
    }
}

extension ValidationIssue {
    /// Reads what ``ValidationIssue/json`` writes.
    fileprivate init?(zod json: JSONValue) {
        guard case .object(var object) = json,
            case .string(let code) = object["code"],
            case .array(let path) = object["path"],
            case .string(let message) = object["message"]
        else { return nil }
        for key in ["code", "path", "message"] { object[key] = nil }
        let steps = path.compactMap { step -> PathElement? in
            switch step {
            case .string(let key): .key(key)
            case .number(let index): Int(exactly: index).map { .index($0) }
            default: nil
            }
        }
        self.init(Code(rawValue: code), path: steps, message: message, details: object)
    }
}

extension ContentBlock {
    /// Reads a block; of a kind unknown here, none.
    fileprivate init?(json: JSONValue) {
        guard case .object(let object) = json, case .string(let type) = object["type"] else { return nil }
        switch type {
        case "text":
            guard let text = object.text("text") else { return nil }
            self.init(kind: .text(text))
        case "image", "audio":
            guard let data = object.text("data"), let mimeType = object.text("mimeType") else { return nil }
            self.init(
                kind: type == "image"
                    ? .image(base64: data, mimeType: mimeType) : .audio(base64: data, mimeType: mimeType)
            )
        case "resource_link":
            guard let uri = object.text("uri"), let name = object.text("name") else { return nil }
            var link = ResourceLink(
                uri: uri,
                name: name,
                title: object.text("title"),
                description: object.text("description"),
                mimeType: object.text("mimeType")
            )
            if case .number(let size) = object["size"] { link.size = Int(exactly: size) }
            self.init(kind: .link(link))
        case "resource":
            guard case .object(let resource) = object["resource"], let uri = resource.text("uri") else { return nil }
            let mimeType = resource.text("mimeType")
            if let text = resource.text("text") {
                self.init(kind: .embeddedText(uri: uri, mimeType: mimeType, text: text))
            } else if let blob = resource.text("blob") {
                self.init(kind: .embeddedBlob(uri: uri, mimeType: mimeType, base64: blob))
            } else {
                return nil
            }
        default: return nil
        }
    }
}

extension JSONObject {
    /// The text under a key, if it is one.
    func text(_ key: String) -> String? {
        guard case .string(let text) = self[key] else { return nil }
        return text
    }
}
