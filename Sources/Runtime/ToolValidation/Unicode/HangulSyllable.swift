/// Syllables of Hangul, which are worked out from their parts (Unicode, section 3.12).
enum HangulSyllable {
    private static let first: UInt32 = 0xAC00
    private static let (leads, vowels, trails): (UInt32, UInt32, UInt32) = (0x1100, 0x1161, 0x11A7)
    private static let (leadCount, vowelCount, trailCount): (UInt32, UInt32, UInt32) = (19, 21, 28)
    private static let count = leadCount * vowelCount * trailCount

    /// Appends the parts of a syllable.
    ///
    /// - Returns: Whether the code point is a syllable.
    static func appendParts(of point: UInt32, to result: inout [UInt32]) -> Bool {
        let index = point &- first
        guard index < count else { return false }
        result.append(leads + index / (vowelCount * trailCount))
        result.append(vowels + index / trailCount % vowelCount)
        if index % trailCount > 0 { result.append(trails + index % trailCount) }
        return true
    }

    /// The syllable of a lead and a vowel, or of such a syllable and a trail.
    static func composition(of point: UInt32, _ next: UInt32) -> UInt32? {
        if point &- leads < leadCount, next &- vowels < vowelCount {
            return first + ((point - leads) * vowelCount + next - vowels) * trailCount
        }
        let index = point &- first
        guard index < count, index % trailCount == 0, 1..<trailCount ~= next &- trails else { return nil }
        return point + next - trails
    }
}
