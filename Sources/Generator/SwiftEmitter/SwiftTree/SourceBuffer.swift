/// Source text as it grows: four spaces a level, lines of up to 120 columns where they can be broken.
///
/// What is written goes to the end of the current line. Whether it fits there is found out by writing it: what does not
/// fit is taken back, so that no text is made only to be measured.
struct SourceBuffer {
    /// How many levels the next line is indented.
    var indentation = 0

    private var bytes: [UInt8] = []
    /// Where the current line starts.
    private var lineStart = 0
    /// How many bytes there may be while a line is tried.
    private var limit = Int.max
    /// Whether something was left out because it would have exceeded the limit.
    private var isExceeded = false

    private static let columns = 120

    /// All that was written.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes a text that has no line breaks.
    mutating func write(_ text: String) {
        let isAtStart = bytes.count == lineStart && !text.isEmpty
        let count = text.utf8.count + (isAtStart ? indentation * 4 : 0)
        guard makeRoom(for: count) else { return }
        if isAtStart { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * 4)) }
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes a text as a literal. One that does not fit is not looked at, since it may be long.
    mutating func write(literal text: String) {
        guard makeRoom(for: text.utf8.count) else { return }
        write(SwiftLiteral.string(text))
    }

    /// Ends the current line, which may be empty.
    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        lineStart = bytes.count
    }

    /// Writes something unless it makes the current line too long.
    ///
    /// - Returns: Whether it was written.
    mutating func writeIfFitting(_ write: (inout SourceBuffer) -> Void) -> Bool {
        let start = bytes.count
        let fits = tries(write)
        if !fits { bytes.removeLast(bytes.count - start) }
        return fits
    }

    /// Whether something fits on the current line. Nothing is written.
    mutating func fits(_ write: (inout SourceBuffer) -> Void) -> Bool {
        let start = bytes.count
        defer { bytes.removeLast(bytes.count - start) }
        return tries(write)
    }

    private mutating func tries(_ write: (inout SourceBuffer) -> Void) -> Bool {
        limit = lineStart + Self.columns
        write(&self)
        defer { (limit, isExceeded) = (.max, false) }
        return !isExceeded
    }

    /// Whether so many bytes more may be written.
    private mutating func makeRoom(for count: Int) -> Bool {
        if count > limit - bytes.count { isExceeded = true }
        return !isExceeded
    }
}
