/// A change of what was sent before a schema sees it. What it is not for is left as it is.
public enum Preprocessing: String, Sendable, Hashable, CaseIterable {
    /// White space is taken away at both ends of a text.
    case trim
    /// A text is put into small letters.
    case lowercase
    /// An empty text is no value.
    case emptyToAbsent
    /// `null` is no value.
    case nullToAbsent
    /// What is no array becomes one of a single element.
    case toArray
    /// A text becomes an array of what stands between its commas.
    case csvToArray
    /// The texts "true" and "false", in any case, become truth values.
    case boolFromText
    /// A text that is JSON becomes what it says.
    case parseJson
}
