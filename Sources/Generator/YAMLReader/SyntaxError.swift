internal import CLibYAML
internal import Diagnostics

/// libyaml's own finding, copied out of the parser.
struct SyntaxError {
    var problem: String
    var context: String
    /// Where the parser noticed it.
    var problemPosition: SourcePosition
    /// Where the thing began that it was reading, if it says so.
    var contextPosition: SourcePosition?
    var isInFlow: Bool

    init(_ parser: yaml_parser_t) {
        problem = parser.problem.map { String(cString: $0) } ?? "out of memory"
        context = parser.context.map { String(cString: $0) } ?? ""
        problemPosition = SourcePosition(parser.problem_mark)
        contextPosition = parser.context == nil ? nil : SourcePosition(parser.context_mark)
        isInFlow = parser.flow_level > 0 || context.hasPrefix("while parsing a flow")
    }
}

extension SourcePosition {
    init(_ mark: yaml_mark_t) {
        self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}

extension SyntaxError {
    /// The finding in words that say what to do.
    func diagnostic(in source: SourceText, isInFlow: Bool) -> Diagnostic {
        let finding = describe(in: source)
        var notes: [Diagnostic.Note] = []
        if let related = finding.related {
            notes.append(.init(related.text, at: SourceLocation(path: source.path, start: related.position)))
        }
        if isInFlow || self.isInFlow {
            notes.append(
                .init("inside { } or [ ], quote text that contains [ ] { } , or : and write an array as [string]")
            )
        }
        // At the end of a file without a last line break, libyaml speaks of a line behind the last.
        let isBehindEnd = finding.position.line > source.lineCount
        let position = isBehindEnd ? source.position(atByteOffset: source.bytes.count) : finding.position
        let location = SourceLocation(path: source.path, start: position)
        return Diagnostic(.error, at: location, rule: finding.rule, finding.message, notes: notes)
    }

    private struct Finding {
        var message: String
        var position: SourcePosition
        var rule: RuleID = .yamlSyntax
        var related: (text: String, position: SourcePosition)?
    }

    private func describe(in source: SourceText) -> Finding {
        let start = contextPosition ?? problemPosition
        let lines = SourceLines(source)
        if let tag = lines.tagLikeText(before: problemPosition, isInFlow: isInFlow),
            problem != "could not find expected ':'"
        {
            return Finding(message: TagMessage.text(for: tag.text), position: tag.position, rule: .tag)
        }
        switch problem {
        case "mapping values are not allowed in this context":
            return describeUnexpectedColon(lines)
        case "could not find expected ':'":
            return describeMissingColon(lines, at: start)
        case "found character that cannot start any token":
            return describeUnusableCharacter(lines)
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return tabFinding
        case "found unexpected end of stream", "found unexpected document indicator":
            return Finding(message: "this quote is never closed", position: start)
        case "found unknown escape character":
            return describeUnknownEscape(lines)
        case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            return Finding(
                message: "expected hexadecimal digits: `\\x41`, `\\u0041` or `\\U00000041`",
                position: problemPosition
            )
        case "did not find expected alphabetic or numeric character":
            let sign = context.hasSuffix("alias") ? "*" : "&"
            let kind = sign == "*" ? "an alias" : "an anchor"
            return Finding(
                message: "'\(sign)' begins \(kind) to YAML: quote text that begins with '\(sign)'",
                position: start
            )
        case "did not find expected key":
            return describeMissingKey(lines, collection: start)
        case "did not find expected '-' indicator":
            return Finding(
                message: "expected '-' for the next element of the list, or less indentation to end it",
                position: problemPosition,
                related: ("the list begins here", start)
            )
        case "did not find expected ',' or ']'":
            return describeOpenFlow(lines, brackets: "[ ]", closing: "]", start: start)
        case "did not find expected ',' or '}'":
            return describeOpenFlow(lines, brackets: "{ }", closing: "}", start: start)
        case "block sequence entries are not allowed in this context":
            return Finding(
                message: "a list element may not begin here: put '-' on a line of its own, or quote the text",
                position: problemPosition
            )
        case "did not find expected node content":
            return Finding(message: "expected a value here", position: problemPosition)
        case "did not find expected comment or line break" where context.contains("block scalar"):
            return Finding(
                message: "'|' and '>' begin a block of text on the next line: quote text that begins with one of them",
                position: start
            )
        case "found an indentation indicator equal to 0":
            return Finding(message: "the indentation of a block of text must be from 1 to 9", position: problemPosition)
        case "found undefined tag handle":
            return Finding(message: TagMessage.text(for: "!"), position: problemPosition, rule: .tag)
        default:
            return describeOther(lines, start: start)
        }
    }

    private func describeOther(_ lines: SourceLines, start: SourcePosition) -> Finding {
        if problem == "found incompatible YAML document" {
            return Finding(message: "only YAML 1.2 is read: remove the directive", position: start, rule: .yamlVersion)
        }
        if problem == "mapping keys are not allowed in this context" {
            return Finding(message: "'?' begins a key to YAML: quote text that begins with '?'", position: start)
        }
        if context.contains("directive") || problem.contains("directive") || problem.contains("<document start>") {
            return Finding(message: "'%' begins a directive to YAML: quote text that begins with '%'", position: start)
        }
        if context.contains("a tag") {
            return Finding(
                message: "'!' begins a tag to YAML: quote text that begins with '!'",
                position: start,
                rule: .tag
            )
        }
        let message = context.isEmpty ? problem : "\(problem) \(context)"
        return Finding(message: "not YAML: \(message)", position: problemPosition)
    }

    private var tabFinding: Finding {
        Finding(message: "a tab may not indent: use spaces", position: problemPosition, rule: .tabIndentation)
    }

    private func describeUnexpectedColon(_ lines: SourceLines) -> Finding {
        // `name:foo` above, read as text, meets the ':' of the next key.
        if problemPosition.line > 1, let missing = lines.missingSpaceAfterColon(from: problemPosition.line - 1) {
            return Finding(message: Self.missingSpace, position: missing)
        }
        if lines.isFirstColon(problemPosition) {
            let start = lines.firstCharacter(onLine: problemPosition.line) ?? problemPosition
            return Finding(
                message:
                    "a key may not begin here: check the indentation, or whether the line above has a value already",
                position: start
            )
        }
        return Finding(message: "text that contains ': ' needs quotes", position: problemPosition)
    }

    private func describeMissingColon(_ lines: SourceLines, at start: SourcePosition) -> Finding {
        if let missing = lines.missingSpaceAfterColon(from: start.line) {
            return Finding(message: Self.missingSpace, position: missing)
        }
        return Finding(
            message:
                "expected 'key: value' or '- element' here: indent text that goes on from the line above, or quote it",
            position: start
        )
    }

    private static let missingSpace = "expected a space behind ':'"

    private func describeUnusableCharacter(_ lines: SourceLines) -> Finding {
        guard let character = lines.character(at: problemPosition), character != "\t" else { return tabFinding }
        return Finding(
            message: "text may not begin with '\(character)': quote it",
            position: problemPosition
        )
    }

    private func describeUnknownEscape(_ lines: SourceLines) -> Finding {
        var position = problemPosition
        if lines.character(at: position) != "\\", position.column > 1 { position.column -= 1 }
        let next = SourcePosition(line: position.line, column: position.column + 1)
        let escape = lines.character(at: next).map { "\\\($0)" } ?? "\\"
        return Finding(
            message: "'\(escape)' is no escape in double quotes: write `\\\(escape)`, or use single quotes",
            position: position
        )
    }

    private func describeMissingKey(_ lines: SourceLines, collection: SourcePosition) -> Finding {
        switch lines.lastCharacter(before: problemPosition) {
        case "'", "\"":
            return Finding(
                message: "the quoted text ends before this: quote all of the value, "
                    + "and write a quote inside single quotes twice",
                position: problemPosition
            )
        case "]", "}":
            return Finding(
                message: "the brackets close before this: quote text that begins with '[' or '{'",
                position: problemPosition
            )
        case nil where lines.endsWithComment(problemPosition.line - 1):
            return Finding(
                message: "the comment in the line above ends its text: quote the text, or remove the comment",
                position: problemPosition
            )
        default:
            return Finding(
                message: "expected a key here: check the indentation",
                position: problemPosition,
                related: ("the mapping begins here", collection)
            )
        }
    }

    private func describeOpenFlow(
        _ lines: SourceLines,
        brackets: String,
        closing: String,
        start: SourcePosition
    ) -> Finding {
        Finding(
            message: "expected ',' or '\(closing)' here",
            position: problemPosition,
            related: ("'\(brackets.prefix(1))' is opened here", start)
        )
    }
}

/// What a tag that is refused should have been.
enum TagMessage {
    /// The message for the source text from the '!' on.
    static func text(for tag: String) -> String {
        let name = tag.dropFirst()
        guard tag.hasPrefix("!"), let first = name.unicodeScalars.first else {
            return "'!' begins a tag to YAML: quote text that begins with '!'"
        }
        let isExpression =
            first == "(" || (first.properties.isAlphabetic && name.contains { $0 == "(" || $0 == "&" || $0 == "|" })
        guard isExpression else {
            return "tags such as '\(tag)' are not supported: remove it, or quote text that begins with '!'"
        }
        return "'!' begins a tag to YAML: write `not \(name)`, or quote it"
    }
}
