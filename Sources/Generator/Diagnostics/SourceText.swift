/// A file's text, addressed by line and column: what excerpts are cut from and carets are placed in.
///
/// Lines end at LF, CR LF or CR, as for libyaml; a byte order mark at the beginning is not part of the text.
public struct SourceText: Sendable {
    /// The file's path, as it was given on the command line.
    public let path: String
    /// The file's bytes, without a byte order mark.
    public let bytes: [UInt8]
    /// Known positions in ascending order: the beginning of each line, and one every so often in long lines, so that
    /// no look-up takes longer in a file that is a single line.
    private let marks: [Mark]
    /// The index in `marks` of each line's beginning.
    private let lineMarks: [Int]

    private struct Mark {
        var offset: Int
        var line: Int
        var column: Int
    }

    private static let distanceOfMarks = 256

    /// Takes over a file's bytes and finds its lines, in one pass.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        (marks, lineMarks) = Self.findMarks(in: self.bytes)
    }

    /// The number of lines; text that ends with a line break has an empty line behind it.
    public var lineCount: Int { lineMarks.count }

    /// A line without its line break; what is not UTF-8 in it reads as U+FFFD.
    ///
    /// - Parameter number: The line's number, from 1.
    /// - Returns: The line, or nothing behind the last one.
    public func line(_ number: Int) -> String? {
        guard let range = byteRange(ofLine: number) else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// The position behind the last character of a line; nothing behind the last line.
    public func endOfLine(_ number: Int) -> SourcePosition? {
        byteRange(ofLine: number).map { position(atByteOffset: $0.upperBound) }
    }

    /// The offset in bytes of a position; a position behind its line's end stands for that end.
    public func byteOffset(of position: SourcePosition) -> Int {
        guard let range = byteRange(ofLine: position.line) else {
            return position.line < 1 ? 0 : bytes.count
        }
        let first = lineMarks[position.line - 1]
        let end = position.line < lineMarks.count ? lineMarks[position.line] : marks.count
        let mark = lastMark(in: first..<end) { $0.column <= position.column }
        var offset = mark.offset
        var column = mark.column
        while column < position.column, offset < range.upperBound {
            offset += 1
            while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            column += 1
        }
        return min(offset, range.upperBound)
    }

    /// The position of an offset in bytes; an offset inside a character stands for that character.
    public func position(atByteOffset offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let mark = lastMark(in: 0..<marks.count) { $0.offset <= offset }
        var column = mark.column
        var index = mark.offset + 1
        while index <= offset {
            if index == bytes.count || bytes[index] & 0xC0 != 0x80 { column += 1 }
            index += 1
        }
        return SourcePosition(line: mark.line, column: column)
    }

    /// The last mark of a range that is not too far; the first one always is near enough.
    private func lastMark(in range: Range<Int>, where isBefore: (Mark) -> Bool) -> Mark {
        var (low, high) = (range.lowerBound, range.upperBound - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if isBefore(marks[middle]) { low = middle } else { high = middle - 1 }
        }
        return marks[low]
    }

    /// The text between two positions, line breaks included.
    public func text(from start: SourcePosition, to end: SourcePosition) -> String {
        let lower = byteOffset(of: start)
        return String(decoding: bytes[lower..<max(lower, byteOffset(of: end))], as: UTF8.self)
    }

    /// The bytes of a line, without its line break.
    private func byteRange(ofLine number: Int) -> Range<Int>? {
        guard number >= 1, number <= lineMarks.count else { return nil }
        let start = marks[lineMarks[number - 1]].offset
        guard number < lineMarks.count else { return start..<bytes.count }
        var end = marks[lineMarks[number]].offset - 1
        if bytes[end] == UInt8(ascii: "\n"), end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    private static func findMarks(in bytes: [UInt8]) -> (marks: [Mark], lineMarks: [Int]) {
        var marks = [Mark(offset: 0, line: 1, column: 1)]
        var lineMarks = [0]
        bytes.withUnsafeBufferPointer { buffer in
            // A bare pointer and overflow operators, which are inlined: the loop must be fast in debug builds too.
            guard let base = buffer.baseAddress else { return }
            let count = buffer.count
            var (index, line, column, nextMark) = (0, 1, 1, distanceOfMarks)
            while index < count {
                let byte = base[index]
                if index >= nextMark, byte & 0xC0 != 0x80 {
                    marks.append(Mark(offset: index, line: line, column: column))
                    nextMark = index &+ distanceOfMarks
                }
                index = index &+ 1
                if byte == 0x0A || (byte == 0x0D && !(index < count && base[index] == 0x0A)) {
                    (line, column, nextMark) = (line &+ 1, 1, index &+ distanceOfMarks)
                    lineMarks.append(marks.count)
                    marks.append(Mark(offset: index, line: line, column: 1))
                } else if !(index < count && base[index] & 0xC0 == 0x80) {
                    column = column &+ 1
                }
            }
        }
        return (marks, lineMarks)
    }
}
