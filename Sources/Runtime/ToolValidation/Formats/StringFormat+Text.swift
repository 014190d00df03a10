extension StringFormat {
    /// Whether a text has the format.
    public func admits(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { admits($0) }
    }
}
