#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Splits a stream of bytes into lines, and never holds more than one line of bounded length.
struct LineSplitter {
    /// A line without its end, or the news that one was too long.
    enum Line: Equatable {
        case complete([UInt8])
        case tooLong
    }

    /// How many bytes a line may have.
    let maximumLength: Int
    /// The line so far.
    private var partial: [UInt8] = []
    /// Whether the rest of the line is passed over.
    private var isSkipping = false

    init(maximumLength: Int) { self.maximumLength = maximumLength }

    /// Takes the next bytes and hands on each line that they complete.
    mutating func take(_ bytes: UnsafeRawBufferPointer, _ body: (Line) -> Void) {
        guard var place = bytes.baseAddress else { return }
        let end = place + bytes.count
        while place < end {
            guard let newline = memchr(place, 0x0A, end - place) else {
                append(UnsafeRawBufferPointer(start: place, count: end - place), body)
                return
            }
            let length = UnsafeRawPointer(newline) - place
            append(UnsafeRawBufferPointer(start: place, count: length), body)
            endLine(body)
            place += length + 1
        }
    }

    /// Hands on what stands behind the last line's end: a last line may lack it.
    mutating func finish(_ body: (Line) -> Void) {
        if !partial.isEmpty { endLine(body) }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer, _ body: (Line) -> Void) {
        guard !isSkipping else { return }
        guard partial.count + bytes.count <= maximumLength else {
            isSkipping = true
            partial = []
            body(.tooLong)
            return
        }
        partial.append(contentsOf: bytes)
    }

    private mutating func endLine(_ body: (Line) -> Void) {
        defer { isSkipping = false }
        guard !isSkipping else { return }
        let line = partial
        partial = []
        body(.complete(line))
    }
}
