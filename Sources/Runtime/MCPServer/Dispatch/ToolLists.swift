/// The results of `tools/list`, page by page, from the bytes that the generator made.
struct ToolLists: Sendable {
    private let access: ToolAccess
    private let modern: ToolListForm
    private let legacy: ToolListForm

    /// Makes the results for a catalog: all of them, where everybody sees the same tools.
    ///
    /// - Parameters:
    ///   - catalog: The tools.
    ///   - access: Who may see them.
    ///   - end: An object of what stands behind the tools in revisions without sessions.
    init(_ catalog: ToolCatalog, _ access: ToolAccess, end: [UInt8]) {
        let list = Array(UnsafeBufferPointer(start: catalog.list.utf8Start, count: catalog.list.utf8CodeUnitCount))
        let end = end[...].dropFirst().dropLast()
        let isStatic = !access.isRestricted
        self.access = access
        modern = ToolListForm(list, end: end, pageSize: catalog.pageSize, isStatic: isStatic)
        legacy = ToolListForm(legacyToolList(list), end: nil, pageSize: catalog.pageSize, isStatic: isStatic)
    }

    /// The page that begins behind so many tools that a caller may see.
    ///
    /// - Returns: The result, or `nil` where no page begins there.
    func page(from start: Int, isLegacy: Bool, to principal: Principal?) -> SharedResult? {
        let form = isLegacy ? legacy : modern
        return access.isRestricted
            ? form.page(of: access.places(visibleTo: principal), from: start).map(SharedResult.init)
            : form.staticPage(from: start)
    }
}

/// The list as the revisions of one era have it.
private struct ToolListForm: Sendable {
    /// Each tool as JSON, in order; none where all pages have been made.
    private var tools: [ArraySlice<UInt8>]
    /// The members of the result behind the tools; `nil` in an era that has none, and no `resultType` either.
    private let end: ArraySlice<UInt8>?
    private let pageSize: Int
    private var pages: [SharedResult] = []

    init(_ list: [UInt8], end: ArraySlice<UInt8>?, pageSize: Int, isStatic: Bool) {
        tools = elements(of: list)
        self.end = end
        self.pageSize = pageSize
        guard isStatic else { return }
        let starts = stride(from: 0, to: max(1, tools.count), by: pageSize)
        let places = Array(tools.indices)
        pages = starts.compactMap { page(of: places, from: $0).map(SharedResult.init) }
        tools = []
    }

    /// A page of all tools.
    func staticPage(from start: Int) -> SharedResult? {
        let (number, rest) = start.quotientAndRemainder(dividingBy: pageSize)
        return rest == 0 && pages.indices.contains(number) ? pages[number] : nil
    }

    /// A page of the tools at some places: joined from their bytes, which is little more than copying it.
    func page(of places: [Int], from start: Int) -> [UInt8]? {
        guard start.isMultiple(of: pageSize), start == 0 || start < places.count else { return nil }
        let end = min(start + pageSize, places.count)
        let tools = places[start..<end].compactMap { self.tools.indices.contains($0) ? self.tools[$0] : nil }
        var json = JSONWriter()
        json.reserveCapacity(tools.reduce(512) { $0 + $1.count + 1 })
        json.beginObject()
        if self.end != nil {
            json.writeKey("resultType")
            json.writeRaw("\"complete\"")
        }
        json.writeKey("tools")
        json.beginArray()
        for tool in tools { json.writeRaw(tool) }
        json.endArray()
        if end < places.count {
            json.writeKey("nextCursor")
            json.write(String(end))
        }
        if let rest = self.end { json.writeRaw(rest) }
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
