/// The name of a host.
enum HostnameText {
    /// zod's expression. Its bound of the whole length would make a table of thousands of states, so that the length is
    /// looked at apart.
    static let pattern = #"^(?=.{1,253}\.?$)"# + FormatPatterns.hostname.source.dropFirst()

    static func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = text.last == UInt8(ascii: ".") ? text.count - 1 : text.count
        return length <= 253 && FormatPatterns.hostname.matches(text)
    }
}
