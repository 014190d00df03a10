/// How cross-field rules compare texts: code unit by code unit, as JavaScript does, where Swift's own operators would take
/// canonically equivalent texts for equal.
public enum TextComparison {
    /// Whether two texts are the same.
    public static func areEqual(_ first: String, _ second: String) -> Bool {
        first.utf8.elementsEqual(second.utf8)
    }

    /// Whether a text is one of some.
    public static func isAmong(_ texts: [String], _ text: String) -> Bool {
        texts.contains { areEqual($0, text) }
    }

    /// Whether a text begins with another.
    public static func starts(_ text: String, with start: String) -> Bool {
        text.utf8.starts(with: start.utf8)
    }
}
