internal import Diagnostics

/// A cursor over a stretch of a file that knows its position.
struct ScalarScan {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private(set) var position: SourcePosition

    init(source: SourceText, from start: SourcePosition, to end: SourcePosition) {
        scalars = Array(source.text(from: start, to: end).unicodeScalars)
        position = start
    }

    var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
    var next: Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }
    var isAtBreak: Bool { current == "\n" || current == "\r" }
    /// The column from 0, which is what indentation is counted in.
    var column: Int { position.column - 1 }

    /// Moves behind the character, or behind the line break, of one character or two.
    mutating func advance() {
        guard let scalar = current else { return }
        guard isAtBreak else {
            index += 1
            position.column += 1
            return
        }
        index += scalar == "\r" && next == "\n" ? 2 : 1
        position = SourcePosition(line: position.line + 1, column: 1)
    }

    /// Reads what follows a backslash.
    mutating func readEscape() -> Unicode.Scalar {
        guard let letter = current else { return "\\" }
        advance()
        switch letter {
        case "0": return "\0"
        case "a": return "\u{07}"
        case "b": return "\u{08}"
        case "t", "\t": return "\t"
        case "n": return "\n"
        case "v": return "\u{0B}"
        case "f": return "\u{0C}"
        case "r": return "\r"
        case "e": return "\u{1B}"
        case "N": return "\u{85}"
        case "_": return "\u{A0}"
        case "L": return "\u{2028}"
        case "P": return "\u{2029}"
        case "x": return readCode(digits: 2)
        case "u": return readCode(digits: 4)
        case "U": return readCode(digits: 8)
        default: return letter
        }
    }

    private mutating func readCode(digits: Int) -> Unicode.Scalar {
        var text = ""
        for _ in 0..<digits {
            guard let digit = current else { break }
            text.unicodeScalars.append(digit)
            advance()
        }
        return UInt32(text, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
    }

    /// Reads the indentation and the empty lines before a line of a block.
    mutating func readBreaks(indentation: Int) -> [(Unicode.Scalar, SourcePosition)] {
        var breaks: [(Unicode.Scalar, SourcePosition)] = []
        while true {
            while column < indentation, current == " " { advance() }
            guard isAtBreak else { return breaks }
            breaks.append(("\n", position))
            advance()
        }
    }
}

/// The first line of a block scalar.
struct BlockHeader {
    /// What becomes of the line breaks at the end.
    enum Chomping {
        case strip, clip, keep
    }

    private(set) var chomping = Chomping.clip
    /// The lines behind the header.
    private(set) var content: ScalarScan
    /// The indentation of the first line with text, or of a deeper empty line before it.
    let detectedIndentation: Int
    /// The deepest indentation that the block can have.
    let greatestIndentation: Int

    init(_ scan: ScalarScan) {
        content = scan
        while let scalar = content.current, !content.isAtBreak {
            if scalar == "#" || scalar == " " { break }
            if scalar == "-" { chomping = .strip }
            if scalar == "+" { chomping = .keep }
            content.advance()
        }
        while content.current != nil, !content.isAtBreak { content.advance() }
        content.advance()
        var probe = content
        var greatest = 0
        repeat {
            while probe.current == " " { probe.advance() }
            greatest = max(greatest, probe.column)
            guard probe.isAtBreak else { break }
            probe.advance()
        } while true
        detectedIndentation = max(1, greatest)
        greatestIndentation = greatest
    }
}
