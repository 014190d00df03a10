/// Why a pattern was not compiled, and at which character.
public struct PatternError: Error, Sendable, Hashable {
    /// Which of the reasons for a refusal applies.
    public enum Kind: Sendable, Hashable {
        /// The expression is not one of ECMAScript's (ECMA-262 22.2.1 with annex B.1.2).
        case syntax
        /// The expression is valid, and would exceed one of ``PatternLimits``.
        case tooLarge
    }

    /// The text that ``offset`` counts in.
    public enum Part: Sendable, Hashable {
        /// The expression itself.
        case source
        /// The flags beside it.
        case flags
    }

    /// What kind of fault it is.
    public var kind: Kind
    /// What is wrong, in a few words: `unterminated character class`.
    public var message: String
    /// What stands under the caret: `this '[' is never closed`.
    public var note: String?
    /// Whether the fault is in the expression or in its flags.
    public var part: Part
    /// The place of the fault: an offset in Unicode scalars from the start of ``part``.
    public var offset: Int

    init(_ kind: Kind, _ message: String, note: String? = nil, in part: Part = .source, at offset: Int) {
        self.kind = kind
        self.message = message
        self.note = note
        self.part = part
        self.offset = offset
    }
}
