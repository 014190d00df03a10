/// The results of `tools/list`, page by page, made once from the bytes that the generator made.
struct ToolLists: Sendable {
    private let pageSize: Int
    private let modern: [[UInt8]]
    private let legacy: [[UInt8]]

    /// Makes the pages of a catalog.
    ///
    /// - Parameters:
    ///   - catalog: The tools.
    ///   - end: An object of what stands behind the tools in revisions without sessions.
    init(_ catalog: ToolCatalog, end: [UInt8]) {
        let list = Array(UnsafeBufferPointer(start: catalog.list.utf8Start, count: catalog.list.utf8CodeUnitCount))
        pageSize = catalog.pageSize
        modern = ToolListForm(list, end: end[...].dropFirst().dropLast()).pages(of: catalog.pageSize)
        legacy = ToolListForm(legacyToolList(list), end: nil).pages(of: catalog.pageSize)
    }

    /// The page that begins with the tool at a place.
    ///
    /// - Returns: The result, or `nil` where no page begins there.
    func page(from start: Int, isLegacy: Bool) -> [UInt8]? {
        let pages = isLegacy ? legacy : modern
        let (number, rest) = start.quotientAndRemainder(dividingBy: pageSize)
        return rest == 0 && pages.indices.contains(number) ? pages[number] : nil
    }
}

/// The list as the revisions of one era have it.
private struct ToolListForm {
    /// Each tool as JSON, in order.
    private let tools: [ArraySlice<UInt8>]
    /// The members of the result behind the tools; `nil` in an era that has none, and no `resultType` either.
    private let end: ArraySlice<UInt8>?

    init(_ list: [UInt8], end: ArraySlice<UInt8>?) {
        tools = elements(of: list)
        self.end = end
    }

    /// The results, each with so many tools; at least one.
    func pages(of size: Int) -> [[UInt8]] {
        stride(from: 0, to: max(1, tools.count), by: size).map { page(tools[$0...], of: size, from: $0) }
    }

    /// A result with the first tools of what is left.
    private func page(_ rest: ArraySlice<ArraySlice<UInt8>>, of size: Int, from start: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        if end != nil {
            json.writeKey("resultType")
            json.writeRaw("\"complete\"")
        }
        json.writeKey("tools")
        json.beginArray()
        for tool in rest.prefix(size) { json.writeRaw(tool) }
        json.endArray()
        if rest.count > size {
            json.writeKey("nextCursor")
            json.write(String(start + size))
        }
        if let end { json.writeRaw(end) }
        json.endObject()
        return json.bytes
    }
}

/// The elements of a well-formed JSON array. A reader would bound their depth, which arguments must not exceed but schemas
/// may.
private func elements(of array: [UInt8]) -> [ArraySlice<UInt8>] {
    var elements: [ArraySlice<UInt8>] = []
    var (depth, start) = (0, 0)
    var (isInText, isEscaped) = (false, false)
    for (place, byte) in array.enumerated() {
        if isInText {
            if !isEscaped, byte == UInt8(ascii: "\"") { isInText = false }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            continue
        }
        switch byte {
        case UInt8(ascii: "\""): isInText = true
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            depth += 1
            if depth == 1 { start = place + 1 }
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            depth -= 1
            if depth == 0, start < place { elements.append(array[start..<place]) }
        case UInt8(ascii: ",") where depth == 1:
            elements.append(array[start..<place])
            start = place + 1
        default: break
        }
    }
    return elements
}

extension Envelope {
    /// Where the page of a list begins that the request asks for; `nil` where its cursor is none of ours.
    ///
    /// A cursor is the number of things on the pages before it, which every process of a server understands.
    var listStart: Int? {
        guard !cursor.isEmpty else { return 0 }
        guard let text = text(at: cursor), let start = Int(text), start > 0, String(start) == text else { return nil }
        return start
    }
}
