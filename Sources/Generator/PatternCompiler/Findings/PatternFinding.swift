/// Something in a valid expression that is hardly ever meant.
public struct PatternFinding: Sendable, Hashable {
    /// What kind of thing it is.
    public enum Kind: Sendable, Hashable {
        /// An escape that stands for a plain letter.
        case misleadingEscape
        /// Every text matches.
        case alwaysMatches
        /// The expression looks as if it should match a whole text, and does not.
        case unanchored
        /// A backreference, which is matched within a bound of steps.
        case backreference
        /// The expression costs unusually much.
        case size
    }

    /// What kind of thing it is.
    public var kind: Kind
    /// What is found, in a few words.
    public var message: String
    /// What to do about it.
    public var note: String
    /// The place, as an offset in Unicode scalars from the start of the expression.
    public var offset: Int
}
