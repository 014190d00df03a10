internal import Diagnostics

/// The place in the file of each character of a scalar's text, found by reading the scalar once more as libyaml does.
struct ScalarPositions {
    /// The text as read here. It equals the scalar's; tests hold the two against each other.
    private(set) var text: [Unicode.Scalar] = []
    private var starts: [SourcePosition] = []
    private var end: SourcePosition

    init(of scalar: YAMLScalar, in source: SourceText) {
        end = scalar.location.end
        let scan = ScalarScan(source: source, from: scalar.location.start, to: scalar.location.end)
        switch scalar.style {
        case .plain:
            readFlow(scan, quote: nil)
        case .singleQuoted:
            readFlow(scan, quote: "'")
        case .doubleQuoted:
            readFlow(scan, quote: "\"")
        case .literal, .folded:
            readBlock(scan, isFolded: scalar.style == .folded, expected: Array(scalar.text.unicodeScalars))
        }
    }

    /// The position of a character, or of the text's end; offsets outside the text stand for its nearer end.
    subscript(offset: Int) -> SourcePosition {
        offset < starts.count ? starts[max(0, offset)] : end
    }

    private mutating func emit(_ scalar: Unicode.Scalar, at position: SourcePosition) {
        text.append(scalar)
        starts.append(position)
    }

    private mutating func emit(_ characters: [(Unicode.Scalar, SourcePosition)]) {
        for (scalar, position) in characters { emit(scalar, at: position) }
    }
}

// MARK: - Plain and quoted scalars

extension ScalarPositions {
    private mutating func readFlow(_ source: ScalarScan, quote: Unicode.Scalar?) {
        var scan = source
        if quote != nil { scan.advance() }
        var spaces: [(Unicode.Scalar, SourcePosition)] = []
        // Line breaks between two lines of text: the first is folded into a space unless others follow.
        var firstBreak: SourcePosition?
        var otherBreaks: [(Unicode.Scalar, SourcePosition)] = []
        var isAtLineStart = false
        while let scalar = scan.current {
            if scan.isAtBreak {
                if isAtLineStart {
                    otherBreaks.append(("\n", scan.position))
                } else {
                    spaces = []
                    firstBreak = scan.position
                    isAtLineStart = true
                }
                scan.advance()
                continue
            }
            if scalar == " " || scalar == "\t" {
                if !isAtLineStart { spaces.append((scalar, scan.position)) }
                scan.advance()
                continue
            }
            if let firstBreak, otherBreaks.isEmpty { emit(" ", at: firstBreak) }
            emit(otherBreaks)
            emit(spaces)
            (spaces, firstBreak, otherBreaks, isAtLineStart) = ([], nil, [], false)
            if scalar == quote {
                if quote == "'", scan.next == "'" {
                    emit("'", at: scan.position)
                    scan.advance()
                    scan.advance()
                    continue
                }
                end = scan.position
                return
            }
            guard scalar == "\\", quote == "\"" else {
                emit(scalar, at: scan.position)
                scan.advance()
                continue
            }
            let start = scan.position
            scan.advance()
            if scan.isAtBreak {
                // An escaped line break leaves nothing behind, but those after it count.
                scan.advance()
                isAtLineStart = true
            } else {
                emit(scan.readEscape(), at: start)
            }
        }
        end = scan.position
    }
}

// MARK: - Blocks

extension ScalarPositions {
    private mutating func readBlock(_ scan: ScalarScan, isFolded: Bool, expected: [Unicode.Scalar]) {
        let header = BlockHeader(scan)
        // The indentation of the parent is not known here. It matters in rare cases only, and the text tells it.
        let candidates = [header.detectedIndentation] + Array(1...max(1, min(header.greatestIndentation, 256)))
        for indentation in candidates {
            (text, starts) = ([], [])
            readBlock(header, indentation: indentation, isFolded: isFolded)
            if text == expected { return }
        }
    }

    private mutating func readBlock(_ header: BlockHeader, indentation: Int, isFolded: Bool) {
        var scan = header.content
        var firstBreak: SourcePosition?
        var otherBreaks = scan.readBreaks(indentation: indentation)
        var leadsWithSpace = false
        while scan.column == indentation, let first = scan.current {
            let isIndented = first == " " || first == "\t"
            if let position = firstBreak {
                if isFolded, !leadsWithSpace, !isIndented {
                    if otherBreaks.isEmpty { emit(" ", at: position) }
                } else {
                    emit("\n", at: position)
                }
                firstBreak = nil
            }
            emit(otherBreaks)
            leadsWithSpace = isIndented
            while let scalar = scan.current, !scan.isAtBreak {
                emit(scalar, at: scan.position)
                scan.advance()
            }
            end = scan.position
            if scan.isAtBreak {
                firstBreak = scan.position
                scan.advance()
            }
            otherBreaks = scan.readBreaks(indentation: indentation)
        }
        if header.chomping != .strip, let firstBreak { emit("\n", at: firstBreak) }
        if header.chomping == .keep { emit(otherBreaks) }
        if header.chomping != .strip { end = scan.position }
    }
}
