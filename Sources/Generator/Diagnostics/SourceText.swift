/// A file's text, addressed by line and column: what excerpts are cut from and carets are placed in.
///
/// Lines end at LF, CR LF or CR, as for libyaml; a byte order mark at the beginning is not part of the text.
public struct SourceText: Sendable {
    /// The file's path, as it was given on the command line.
    public let path: String
    /// The file's bytes, without a byte order mark.
    public let bytes: [UInt8]
    /// The offset in bytes at which each line begins.
    private let lineStarts: [Int]

    /// Takes over a file's bytes and finds its lines, in one pass.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        lineStarts = Self.findLines(in: self.bytes)
    }

    /// The number of lines; text that ends with a line break has an empty line behind it.
    public var lineCount: Int { lineStarts.count }

    /// A line without its line break; what is not UTF-8 in it reads as U+FFFD.
    ///
    /// - Parameter number: The line's number, from 1.
    /// - Returns: The line, or nothing behind the last one.
    public func line(_ number: Int) -> String? {
        guard let range = byteRange(ofLine: number) else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// The offset in bytes of a position; a position behind its line's end stands for that end.
    public func byteOffset(of position: SourcePosition) -> Int {
        guard let range = byteRange(ofLine: position.line) else {
            return position.line < 1 ? 0 : bytes.count
        }
        var offset = range.lowerBound
        var column = 1
        while column < position.column, offset < range.upperBound {
            offset += 1
            while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            column += 1
        }
        return offset
    }

    /// The position of an offset in bytes; an offset inside a character stands for that character.
    public func position(atByteOffset offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        var column = 1
        var index = lineStarts[low] + 1
        while index <= offset {
            if index == bytes.count || bytes[index] & 0xC0 != 0x80 { column += 1 }
            index += 1
        }
        return SourcePosition(line: low + 1, column: column)
    }

    /// The text between two positions, line breaks included.
    public func text(from start: SourcePosition, to end: SourcePosition) -> String {
        let lower = byteOffset(of: start)
        return String(decoding: bytes[lower..<max(lower, byteOffset(of: end))], as: UTF8.self)
    }

    /// The bytes of a line, without its line break.
    private func byteRange(ofLine number: Int) -> Range<Int>? {
        guard number >= 1, number <= lineStarts.count else { return nil }
        let start = lineStarts[number - 1]
        guard number < lineStarts.count else { return start..<bytes.count }
        var end = lineStarts[number] - 1
        if bytes[end] == UInt8(ascii: "\n"), end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    private static func findLines(in bytes: [UInt8]) -> [Int] {
        bytes.withUnsafeBufferPointer { buffer in
            var starts = [0]
            // A bare pointer: its subscript is transparent, so that the loop is fast in debug builds too.
            guard let base = buffer.baseAddress else { return starts }
            let count = buffer.count
            var index = 0
            while index < count {
                let byte = base[index]
                index += 1
                if byte == 0x0A || (byte == 0x0D && !(index < count && base[index] == 0x0A)) { starts.append(index) }
            }
            return starts
        }
    }
}
