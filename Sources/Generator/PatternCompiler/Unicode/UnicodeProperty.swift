import Synchronization

/// What `\p{…}` means (ECMA-262 22.2.2.9 and its tables 67 to 69).
///
/// Names are spelled exactly as the standard has them: none of Unicode's loose matching.
enum UnicodeProperty {
    /// The code points of `\p{name}` or `\p{name=value}`; nil where ECMAScript knows no such property.
    static func codePoints(name: String, value: String?) -> CodeUnitSet? {
        let property = value.map { "\(name)=\($0)" } ?? name
        if let known = sets.withLock({ $0[property] }) { return known }
        guard let set = read(name, value) else { return nil }
        sets.withLock { $0[property] = set }
        return set
    }

    /// The strings of a property of strings, which flag `v` alone knows, such as `\p{RGI_Emoji}`: those of one code
    /// point in `codePoints`, the others in `strings`; nil where ECMAScript knows no such property.
    static func strings(name: String) -> (codePoints: CodeUnitSet, strings: [[UInt32]])? {
        EmojiStrings.all[name]
    }

    /// Sets that were asked for: patterns name the same few again and again, and to read one takes milliseconds.
    private static let sets = Mutex<[String: CodeUnitSet]>([:])

    private static func read(_ name: String, _ value: String?) -> CodeUnitSet? {
        switch (name, value) {
        case ("General_Category", let value?), ("gc", let value?): GeneralCategory.codePoints(value)
        case ("Script", let value?), ("sc", let value?): Script.codePoints(value)
        case ("Script_Extensions", let value?), ("scx", let value?): Script.extendedCodePoints(value)
        case (_, nil): GeneralCategory.codePoints(name) ?? BinaryProperty.codePoints(name)
        default: nil
        }
    }
}
