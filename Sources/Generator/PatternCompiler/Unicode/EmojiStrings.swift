import ToolValidation

/// The properties of strings (ECMA-262's table 69), which flag `v` alone knows.
enum EmojiStrings {
    typealias Members = (codePoints: CodeUnitSet, strings: [[UInt32]])

    static let names = all.keys.sorted()

    static let all: [String: Members] = {
        var result: [String: Members] = [
            "Basic_Emoji": (
                CodeUnitSet(table: UnicodeTables.singleEmoji), strings(UnicodeTables.basicEmoji)
            ),
            "Emoji_Keycap_Sequence": (CodeUnitSet(), strings(UnicodeTables.emojiKeycapSequence)),
            "RGI_Emoji_Modifier_Sequence": (CodeUnitSet(), strings(UnicodeTables.rgiEmojiModifierSequence)),
            "RGI_Emoji_Flag_Sequence": (CodeUnitSet(), strings(UnicodeTables.rgiEmojiFlagSequence)),
            "RGI_Emoji_Tag_Sequence": (CodeUnitSet(), strings(UnicodeTables.rgiEmojiTagSequence)),
            "RGI_Emoji_ZWJ_Sequence": (CodeUnitSet(), strings(UnicodeTables.rgiEmojiZWJSequence)),
        ]
        // UTS 51, ED-27: all of the others.
        var union: Members = (CodeUnitSet(table: UnicodeTables.singleEmoji), [])
        for name in result.keys.sorted() { union.strings += result[name]?.strings ?? [] }
        result["RGI_Emoji"] = union
        return result
    }()

    private static let elements: [UInt32] = {
        var reader = TableReader(UnicodeTables.emojiElements)
        var result: [UInt32] = []
        while !reader.isAtEnd { result.append(reader.number()) }
        return result
    }()

    /// Each string is written as how many code points it shares with the one before, how many follow, and the places of
    /// those among the elements.
    private static func strings(_ table: StaticString) -> [[UInt32]] {
        var reader = TableReader(table)
        var result: [[UInt32]] = []
        var string: [UInt32] = []
        while !reader.isAtEnd {
            string.removeLast(string.count - Int(reader.number()))
            var rest = reader.number()
            while rest > 0 {
                string.append(elements[Int(reader.number())])
                rest -= 1
            }
            result.append(string)
        }
        return result
    }
}
