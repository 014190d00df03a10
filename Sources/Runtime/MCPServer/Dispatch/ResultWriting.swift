extension ToolResult {
    /// Writes `content`, `structuredContent` and `isError`, as a revision can decode them.
    func writeMembers(for revision: ProtocolRevision, to json: inout JSONWriter) {
        json.writeKey("content")
        json.beginArray()
        if content.isEmpty, let structured {
            // Clients that know no structured content find the same JSON as a text, as the specification advises.
            json.beginObject()
            json.writeKey("type")
            json.writeRaw("\"text\"")
            json.writeKey("text")
            json.writeString(structured)
            json.endObject()
        }
        for block in content { block.write(for: revision, to: &json) }
        json.endArray()
        if let structured {
            json.writeKey("structuredContent")
            // Until 2025-11-25 structured content is an object.
            if revision.isLegacy, !isObject {
                LegacyOutput.wrap(structured, to: &json)
            } else {
                json.writeRaw(structured)
            }
        }
        if isError {
            json.writeKey("isError")
            json.write(true)
        }
    }
}

extension ContentBlock {
    /// Writes the block, or a text in its place where the revision has no such block.
    func write(for revision: ProtocolRevision, to json: inout JSONWriter) {
        switch kind {
        case .text(let text): writeText(text, to: &json)
        case .image(let data, let mimeType): writeMedia("image", data, mimeType, to: &json)
        case .audio(let data, let mimeType):
            if revision < .v2025_03_26 {
                writeText("[audio, \(mimeType)]", to: &json)
            } else {
                writeMedia("audio", data, mimeType, to: &json)
            }
        case .link(let link):
            if revision < .v2025_06_18 {
                writeText("\(link.title ?? link.name): \(link.uri)", to: &json)
            } else {
                write(link, to: &json)
            }
        case .embeddedText(let uri, let mimeType, let text):
            writeResource(uri, mimeType, "text", text, to: &json)
        case .embeddedBlob(let uri, let mimeType, let base64):
            writeResource(uri, mimeType, "blob", base64, to: &json)
        }
    }

    private func writeText(_ text: String, to json: inout JSONWriter) {
        json.beginObject()
        json.writeKey("type")
        json.writeRaw("\"text\"")
        json.writeKey("text")
        json.write(text)
        finish(&json)
    }

    private func writeMedia(_ type: String, _ data: String, _ mimeType: String, to json: inout JSONWriter) {
        json.beginObject()
        json.writeKey("type")
        json.write(type)
        json.writeKey("data")
        json.write(data)
        json.writeKey("mimeType")
        json.write(mimeType)
        finish(&json)
    }

    private func write(_ link: ResourceLink, to json: inout JSONWriter) {
        json.beginObject()
        json.writeKey("type")
        json.writeRaw("\"resource_link\"")
        json.writeKey("uri")
        json.write(link.uri)
        json.writeKey("name")
        json.write(link.name)
        json.write("title", link.title)
        json.write("description", link.description)
        json.write("mimeType", link.mimeType)
        if let size = link.size {
            json.writeKey("size")
            json.write(size)
        }
        finish(&json)
    }

    private func writeResource(
        _ uri: String,
        _ mimeType: String?,
        _ key: StaticString,
        _ content: String,
        to json: inout JSONWriter
    ) {
        json.beginObject()
        json.writeKey("type")
        json.writeRaw("\"resource\"")
        json.writeKey("resource")
        json.beginObject()
        json.writeKey("uri")
        json.write(uri)
        json.write("mimeType", mimeType)
        json.writeKey(key)
        json.write(content)
        json.endObject()
        finish(&json)
    }

    /// Writes the annotations, which every block may have, and closes it.
    private func finish(_ json: inout JSONWriter) {
        if let annotations {
            json.writeKey("annotations")
            annotations.write(to: &json)
        }
        json.endObject()
    }
}

extension ContentAnnotations {
    func write(to json: inout JSONWriter) {
        json.beginObject()
        if !audience.isEmpty {
            json.writeKey("audience")
            json.beginArray()
            for reader in audience { json.write(reader.name) }
            json.endArray()
        }
        if let priority {
            json.writeKey("priority")
            json.write(priority)
        }
        json.write("lastModified", lastModified)
        json.endObject()
    }
}

extension JSONWriter {
    /// Writes a member, unless there is no value.
    fileprivate mutating func write(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        writeKey(key)
        write(value)
    }
}
