/// A position in a text file. Lines and columns start at 1; columns count Unicode scalars, as libyaml and editors do.
public struct SourcePosition: Sendable, Hashable, Comparable {
    /// The line, from 1.
    public var line: Int
    /// The column in Unicode scalars, from 1.
    public var column: Int

    /// Creates a position.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Whether one position stands before another in the same file.
    public static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
        (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
}

/// A stretch of a file, from its first position up to, not including, its last.
public struct SourceLocation: Sendable, Hashable {
    /// The file's path, as it was given on the command line.
    public var path: String
    /// Where the stretch begins.
    public var start: SourcePosition
    /// Where the stretch ends: the position behind its last character.
    public var end: SourcePosition

    /// Creates a location; without an end it is a single point.
    public init(path: String, start: SourcePosition, end: SourcePosition? = nil) {
        self.path = path
        self.start = start
        self.end = end ?? start
    }
}
