/// Reads JSON text (RFC 8259) in one pass, straight into typed values, and reports what does not fit as issues.
///
/// The text must be UTF-8, objects must not repeat a key, and values must not be nested deeper than ``maximumDepth``.
/// The first violation of these ends the reading: ``fault`` says what it was, and every later read answers nothing.
/// What is well-formed but not what was asked for is reported to ``Issues``, and reading goes on.
///
/// A reader borrows the bytes it reads. It is made by ``withBytes(_:_:)`` and cannot leave that call.
public struct JSONReader: ~Copyable {
    /// How deep arrays and objects may be nested.
    public static let maximumDepth = 64

    /// Why the text is not JSON, once that is known.
    public internal(set) var fault: JSONFault? = nil

    @usableFromInline let start: UnsafePointer<UInt8>
    @usableFromInline let end: UnsafePointer<UInt8>
    @usableFromInline var position: UnsafePointer<UInt8>
    @usableFromInline var depth = 0
    /// Whether the text goes from one step of a schema to the next, where `NaN` and `undefined` are values, too.
    @usableFromInline var isIntermediate = false
    /// How many bytes may still be read once more, for values that can be read in several ways.
    @usableFromInline var rereadable: Int
    /// Where to go on behind a property that is absent: while one is read, `position` stands at the end of the text,
    /// so that only the path of errors has to ask for it.
    @usableFromInline var resumption: UnsafePointer<UInt8>? = nil
    /// The keys met so far in the objects that are being read, to find repeated ones.
    @usableFromInline var keys = KeyLog()

    @inlinable  // A call would write it in one place and copy it to another, which takes longer than making it.
    init(_ bytes: UnsafeBufferPointer<UInt8>, orEmpty empty: UnsafePointer<UInt8>) {
        start = bytes.baseAddress ?? empty
        end = start + bytes.count
        position = start
        rereadable = Self.rereading(of: bytes.count)
    }

    /// A union inside a union inside a union … would multiply the work with every level.
    @inlinable
    static func rereading(of count: Int) -> Int { 65_536 + 64 * count }

    /// Calls a function with a reader of some bytes.
    ///
    /// - Parameters:
    ///   - bytes: The JSON text. A copy is made only if it is not stored contiguously.
    ///   - body: What reads it.
    /// - Returns: What the function returns.
    @inlinable
    public static func withBytes<Result>(
        _ bytes: some Sequence<UInt8>,
        _ body: (inout JSONReader) throws -> Result
    ) rethrows -> Result {
        if let result = try bytes.withContiguousStorageIfAvailable({ try withBuffer($0, body) }) {
            return result
        }
        return try Array(bytes).withUnsafeBufferPointer { try withBuffer($0, body) }
    }

    @inlinable
    static func withBuffer<Result>(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ body: (inout JSONReader) throws -> Result
    ) rethrows -> Result {
        var nothing: UInt8 = 0
        return try withUnsafePointer(to: &nothing) { empty in
            var reader = JSONReader(bytes, orEmpty: empty)
            return try body(&reader)
        }
    }

    /// How many bytes stand before the next one to be read.
    public var offset: Int { (resumption ?? position) - start }

    /// Why a text that was not finished is no JSON.
    @usableFromInline
    var faultAtEnd: JSONFault { fault ?? JSONFault(reason: .unexpectedEnd, offset: offset) }
}

// MARK: - Positions

extension JSONReader {
    /// Moves to the next byte that is not white space and returns it, or zero at the end of the text.
    ///
    /// Zero is no JSON token, so callers need no second case for the end.
    @inline(__always)
    mutating func nextByte() -> UInt8 {
        // Most values stand right behind what is before them.
        guard position < end else { return 0 }
        let byte = position.pointee
        return byte > 0x20 ? byte : nextByteBehindSpace()
    }

    @inline(never)
    private mutating func nextByteBehindSpace() -> UInt8 {
        position = behindSpace(from: position)
        return position < end ? position.pointee : 0
    }

    /// The first place from one on where no white space stands.
    @inline(__always)
    func behindSpace(from place: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        var place = place
        while place < end, place.pointee <= 0x20 {
            let byte = place.pointee
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            place += 1
        }
        return place
    }

    /// Ends the reading, keeping the first reason.
    mutating func fail(_ reason: JSONFault.Reason) {
        if fault == nil { fault = JSONFault(reason: reason, offset: offset) }
        position = end
        resumption = nil
    }

    /// Ends the reading where a value was expected and something else stands.
    mutating func failAtUnexpectedByte() {
        fail(position < end ? .unexpectedByte(position.pointee) : .unexpectedEnd)
    }

    /// Whether the whole text was one value, with nothing but white space behind it. Says so in ``fault`` if not.
    public mutating func finish() -> Bool {
        guard fault == nil else { return false }
        guard nextByte() == 0, position == end else {
            fail(.trailingBytes)
            return false
        }
        return true
    }

    mutating func enter() -> Bool {
        guard depth < Self.maximumDepth else {
            fail(.tooDeep)
            return false
        }
        depth += 1
        position += 1
        return true
    }

    mutating func leave() {
        depth -= 1
        position += 1
    }
}

// MARK: - Reading again

extension JSONReader {
    /// A place in the text to come back to.
    struct Bookmark {
        let position: UnsafePointer<UInt8>
        let resumption: UnsafePointer<UInt8>?
    }

    /// The place of the value that is read next.
    var bookmark: Bookmark { Bookmark(position: position, resumption: resumption) }

    /// Goes back to a value that has been read, unless that was done too often already.
    mutating func rewind(to bookmark: Bookmark) {
        guard fault == nil else { return }
        rereadable -= position - bookmark.position
        guard rereadable >= 0 else {
            fail(.tooManyAttempts)
            return
        }
        position = bookmark.position
        resumption = bookmark.resumption
    }

    /// Makes an empty text stand for a value that is not there.
    package mutating func standForNothing() { resumption = position }

    /// Whether the next value is one that is not there: a property without a key, a place behind the end of an array.
    var isAbsent: Bool { resumption != nil }

    /// Takes a value that is not there.
    ///
    /// - Returns: Whether it was none.
    @usableFromInline
    mutating func takeAbsent() -> Bool {
        guard let resumption else { return false }
        position = resumption
        self.resumption = nil
        return true
    }

    /// Calls a function with a reader of another text, which stands for the value that was read last.
    mutating func reading<Result>(_ text: [UInt8]?, _ body: (inout JSONReader) -> Result) -> Result {
        let (depth, rereadable) = (depth, rereadable)
        let (result, inner, left) = JSONReader.withBytes(text ?? []) { reader -> (Result, JSONFault?, Int) in
            reader.depth = depth
            reader.rereadable = rereadable
            reader.isIntermediate = true
            if text == nil { reader.standForNothing() }
            let result = body(&reader)
            return (result, reader.fault, reader.rereadable)
        }
        self.rereadable = left
        if let inner { fail(inner.reason) }
        return result
    }
}

// MARK: - Skipping

extension JSONReader {
    /// Passes over one value, checking that it is well-formed.
    public mutating func skipValue() {
        if let resumption {
            position = resumption
            self.resumption = nil
            return
        }
        switch nextByte() {
        case UInt8(ascii: "\""): _ = scanString()
        case UInt8(ascii: "{"): skipObject()
        case UInt8(ascii: "["): skipArray()
        case UInt8(ascii: "t"): _ = scanWord("true")
        case UInt8(ascii: "f"): _ = scanWord("false")
        case UInt8(ascii: "n"): _ = scanWord("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = scanNumber()
        case UInt8(ascii: "N") where isIntermediate: _ = scanWord("NaN")
        case UInt8(ascii: "u") where isIntermediate: _ = scanWord("undefined")
        default: failAtUnexpectedByte()
        }
    }

    private mutating func skipObject() {
        guard enter() else { return }
        let frame = keys.count
        if nextByte() != UInt8(ascii: "}") {
            repeat {
                guard let key = scanKey() else { return }
                keys.append(key)
                skipValue()
            } while continues(before: UInt8(ascii: "}"))
        }
        guard fault == nil else { return }
        leaveObject(frame)
    }

    private mutating func skipArray() {
        guard enter() else { return }
        if nextByte() != UInt8(ascii: "]") {
            repeat {
                skipValue()
            } while continues(before: UInt8(ascii: "]"))
        }
        guard fault == nil else { return }
        leave()
    }

    /// Takes the comma between two members, or stops before the closing bracket.
    @inline(__always)
    mutating func continues(before bracket: UInt8) -> Bool {
        let byte = nextByte()
        if byte == UInt8(ascii: ",") {
            position += 1
            return true
        }
        if byte != bracket { failAtUnexpectedByte() }
        return false
    }

    /// Takes a key and the colon behind it.
    mutating func scanKey() -> StringToken? {
        guard nextByte() == UInt8(ascii: "\"") else {
            failAtUnexpectedByte()
            return nil
        }
        guard let key = scanString() else { return nil }
        guard nextByte() == UInt8(ascii: ":") else {
            failAtUnexpectedByte()
            return nil
        }
        position += 1
        return key
    }

    /// Takes the closing brace of an object whose keys were logged from a place on.
    mutating func leaveObject(_ frame: Int) {
        if keys.count > frame {
            if keys.count > frame + 1, keys.hasDuplicate(from: frame, in: start) {
                fail(.duplicateKey)
                return
            }
            keys.removeAll(from: frame)
        }
        leave()
    }

    mutating func scanWord(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard end - position >= count else {
            position = end
            fail(.unexpectedEnd)
            return false
        }
        for index in 0..<count where position[index] != word.utf8Start[index] {
            position += index
            failAtUnexpectedByte()
            return false
        }
        position += count
        return true
    }
}
