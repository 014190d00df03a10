import Diagnostics
import YAMLReader

/// A stretch of a text that is replaced, most often by more.
struct TextEdit {
    var range: Range<Int>
    var text: String

    /// The bytes with the edit made.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        Array(bytes[..<range.lowerBound]) + Array(text.utf8) + Array(bytes[range.upperBound...])
    }
}

/// Where in a file a new tool can be written, and how it looks there: in the file's own indentation.
struct ToolEdits {
    private let source: SourceText
    private let file: YAMLMapping
    private let lineBreak: String

    private static let newline = UInt8(ascii: "\n")
    private static let indentOfNewList = 2

    init(_ source: SourceText, _ file: YAMLMapping) {
        self.source = source
        self.file = file
        let firstBreak = source.bytes.firstIndex(of: Self.newline)
        let isWindows = firstBreak.map { $0 > 0 && source.bytes[$0 - 1] == UInt8(ascii: "\r") } ?? false
        lineBreak = isWindows ? "\r\n" : "\n"
    }

    /// The edits that may do, the best one first. A block scalar that keeps its line breaks swallows a blank line behind
    /// it, so that the second is the first without one.
    func edits(adding entry: ToolEntry) -> [TextEdit] {
        guard let tools = file.entry("tools") else { return newSection(entry) }
        guard case .sequence(let list) = tools.value else { return firstElement(tools, entry) }
        guard let last = list.elements.last else { return emptyList(tools, list, entry) }
        return list.isFlow ? [inFlow(behind: last, entry)] : behindLast(of: list, entry)
    }

    // MARK: - Places

    /// No `tools:` yet: at the end of the file.
    private func newSection(_ entry: ToolEntry) -> [TextEdit] {
        if file.isFlow {
            guard let last = file.entries.last else { return [] }
            let end = source.byteOffset(of: last.value.location.end)
            return [TextEdit(range: end..<end, text: ", tools: [\(entry.flow)]")]
        }
        let margin = String(repeating: " ", count: file.location.start.column - 1)
        let indent = margin.count + Self.indentOfNewList
        let section = "\(margin)tools:\(lineBreak)\(entry.block(indent: indent, gap: 1, lineBreak: lineBreak))"
        let end = endOfContent(file.entries.last?.value.location.end ?? file.location.end, indent: margin.count)
        return [lines(section, at: end, afterBlank: true), lines(section, at: end, afterBlank: false)]
    }

    /// `tools:` with nothing or null behind it.
    private func firstElement(_ tools: YAMLMapping.Entry, _ entry: ToolEntry) -> [TextEdit] {
        let value = tools.value.location
        let written = source.byteOffset(of: value.start)..<source.byteOffset(of: value.end)
        guard !tools.value.isEmpty else {
            return [underKey(tools, without: nil, entry)]
        }
        return [underKey(tools, without: written, entry), TextEdit(range: written, text: "[\(entry.flow)]")]
    }

    /// `tools: []`
    private func emptyList(_ tools: YAMLMapping.Entry, _ list: YAMLSequence, _ entry: ToolEntry) -> [TextEdit] {
        let written = source.byteOffset(of: list.location.start)..<source.byteOffset(of: list.location.end)
        let inside = TextEdit(range: written, text: "[\(entry.flow)]")
        return file.isFlow ? [inside] : [underKey(tools, without: written, entry), inside]
    }

    /// A block list under the key's line. What stood behind the key is taken out; a comment there stays.
    private func underKey(
        _ tools: YAMLMapping.Entry,
        without written: Range<Int>?,
        _ entry: ToolEntry
    ) -> TextEdit {
        let indent = tools.key.location.start.column - 1 + Self.indentOfNewList
        let block = entry.block(indent: indent, gap: 1, lineBreak: lineBreak)
        let keyEnd = source.byteOffset(of: tools.key.location.end)
        let lineEnd = endOfLine(from: written?.upperBound ?? keyEnd)
        guard let written else {
            return TextEdit(range: lineEnd..<lineEnd, text: lineBreak + block)
        }
        var start = written.lowerBound
        while start > 0, isSpace(source.bytes[start - 1]) { start -= 1 }
        let rest = String(decoding: source.bytes[written.upperBound..<lineEnd], as: UTF8.self)
        return TextEdit(range: start..<lineEnd, text: rest + lineBreak + block)
    }

    /// `[a, b]`: a comma behind the last element may follow, which flow lists allow.
    private func inFlow(behind last: YAMLNode, _ entry: ToolEntry) -> TextEdit {
        let end = source.byteOffset(of: last.location.end)
        return TextEdit(range: end..<end, text: ", \(entry.flow)")
    }

    private func behindLast(of list: YAMLSequence, _ entry: ToolEntry) -> [TextEdit] {
        let indent = list.location.start.column - 1
        // What stands on the dash's own line shows how far the keys are indented.
        let first = list.elements[0].location.start
        let gap = first.line == list.location.start.line ? max(first.column - indent - 2, 1) : 1
        let block = entry.block(indent: indent, gap: gap, lineBreak: lineBreak)
        let end = endOfContent(list.elements[list.elements.count - 1].location.end, indent: indent + 1)
        let plain = lines(block, at: end, afterBlank: false)
        return isSpaced(list) ? [lines(block, at: end, afterBlank: true), plain] : [plain]
    }

    // MARK: - Lines

    /// Whole lines at the beginning of a line, or behind the last one where that has no line break.
    private func lines(_ text: String, at offset: Int, afterBlank: Bool) -> TextEdit {
        let isUnfinished = offset > 0 && source.bytes[offset - 1] != Self.newline
        let before = (isUnfinished ? lineBreak : "") + (afterBlank ? lineBreak : "")
        return TextEdit(range: offset..<offset, text: before + text + lineBreak)
    }

    /// The beginning of the line behind a node and the comments that belong to it: those that are indented as far.
    private func endOfContent(_ position: SourcePosition, indent: Int) -> Int {
        var end = source.byteOffset(of: position)
        if end > 0, source.bytes[end - 1] != Self.newline { end = startOfNextLine(from: end) }
        var next = end
        while next < source.bytes.count {
            let lineEnd = endOfLine(from: next)
            let line = source.bytes[next..<lineEnd]
            let text = line.drop(while: isSpace)
            let isComment = text.first == UInt8(ascii: "#") && line.count - text.count >= indent
            guard text.isEmpty || isComment else { break }
            next = startOfNextLine(from: next)
            if isComment { end = next }
        }
        return end
    }

    private func endOfLine(from offset: Int) -> Int {
        var end = source.bytes[offset...].firstIndex(of: Self.newline) ?? source.bytes.count
        if end > offset, source.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return end
    }

    private func startOfNextLine(from offset: Int) -> Int {
        source.bytes[offset...].firstIndex(of: Self.newline).map { $0 + 1 } ?? source.bytes.count
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// Whether blank lines stand between the tools; a single tool says nothing, and gets one behind it.
    private func isSpaced(_ list: YAMLSequence) -> Bool {
        guard list.elements.count > 1 else { return true }
        let second = list.elements[1].location.start.line
        let first = list.elements[0].location.start.line
        return (first..<second).contains { number in
            source.line(number)?.allSatisfy { $0 == " " || $0 == "\t" } ?? false
        }
    }
}
