public import Diagnostics

extension YAMLDocument {
    /// Where a character of a scalar's text stands in the file, for carets inside patterns and expressions.
    ///
    /// Quotes, escapes, indentation and folded line breaks are accounted for: a character that was written as an escape
    /// stands where the escape begins, and a folded line break where the line ends.
    ///
    /// - Parameters:
    ///   - offset: An offset into ``YAMLScalar/text`` in Unicode scalars; that of its end is allowed.
    ///   - scalar: A scalar of this document.
    /// - Returns: The position; for an offset outside the text, that of the nearer end.
    public func position(ofScalarAt offset: Int, in scalar: YAMLScalar) -> SourcePosition {
        ScalarPositions(of: scalar, in: source)[offset]
    }

    /// Where a stretch of a scalar's text stands in the file.
    ///
    /// - Parameters:
    ///   - range: Offsets into ``YAMLScalar/text`` in Unicode scalars.
    ///   - scalar: A scalar of this document.
    /// - Returns: The location. Where the text before its end is folded away, it ends where that text ends.
    public func location(ofScalarsIn range: Range<Int>, in scalar: YAMLScalar) -> SourceLocation {
        let positions = ScalarPositions(of: scalar, in: source)
        return SourceLocation(
            path: source.path,
            start: positions[range.lowerBound],
            end: positions[range.upperBound]
        )
    }
}
