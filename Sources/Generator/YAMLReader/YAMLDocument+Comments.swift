public import Diagnostics

extension YAMLDocument {
    /// The comment that follows a plain scalar on its last line: what YAML cuts off in silence.
    ///
    /// The reader does not complain of it, since only the model knows which keys take prose and which take patterns:
    /// `port: 3000 # the port` and `type: string # the name` are as they should be.
    ///
    /// - Parameter scalar: A scalar of this document.
    /// - Returns: The place of the comment from its `#` to the end of the line. Nothing if there is none, or if the
    ///   scalar is quoted or a block, since those say themselves where they end.
    public func trailingComment(after scalar: YAMLScalar) -> SourceLocation? {
        guard scalar.style == .plain, !scalar.isEmpty else { return nil }
        let (bytes, start) = (source.bytes, source.byteOffset(of: scalar.location.end))
        var offset = start
        while offset < bytes.count, bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t") {
            offset += 1
        }
        guard offset > start, offset < bytes.count, bytes[offset] == UInt8(ascii: "#") else { return nil }
        let comment = SourcePosition(
            line: scalar.location.end.line,
            column: scalar.location.end.column + offset - start
        )
        return SourceLocation(path: source.path, start: comment, end: source.endOfLine(comment.line))
    }

    /// What a scalar holds, as far as comments are concerned.
    public enum TextUse: Sendable, Hashable {
        /// Text for people, such as `title` and `description`.
        case prose
        /// A pattern or an expression, in which a lost character changes what is accepted.
        case pattern
    }

    /// A finding when a comment may have cut off the end of a plain scalar, as in `description: Finds issue #12`.
    ///
    /// Call it for values of keys that take free text. In prose, a comment that is set apart by two spaces and goes on
    /// with a space (`title: Search  # shown in menus`) is taken for one that is meant. In a pattern none is.
    ///
    /// - Parameters:
    ///   - scalar: A scalar of this document.
    ///   - use: A warning is made for prose, an error for a pattern.
    /// - Returns: The finding at the comment's place, or nothing.
    public func commentFinding(after scalar: YAMLScalar, as use: TextUse) -> Diagnostic? {
        guard let comment = trailingComment(after: scalar) else { return nil }
        let distance = comment.start.column - scalar.location.end.column
        switch use {
        case .prose:
            let content = source.byteOffset(of: comment.start) + 1
            let isSetApart = content < source.bytes.count && source.bytes[content] == UInt8(ascii: " ")
            if distance >= 2, isSetApart { return nil }
            return Diagnostic(
                .warning,
                at: comment,
                rule: .commentCutsText,
                "the text ends before this '#', which begins a comment: quote the text, "
                    + "or set the comment apart by two spaces"
            )
        case .pattern:
            return Diagnostic(
                .error,
                at: comment,
                rule: .commentCutsText,
                "the pattern ends before this '#', which begins a comment: quote the pattern, "
                    + "or move the comment to a line of its own"
            )
        }
    }
}
