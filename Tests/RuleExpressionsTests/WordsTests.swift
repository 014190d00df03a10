import RuleExpressions
import Testing
import ToolValidation

/// What is said of a rule to people and models.
@Suite struct WordsTests {
    @Test(
        arguments: [
            ("start <= end", "start is not after end"), ("not (start <= end)", "start is after end"),
            ("low < high", "low is less than high"), ("low >= -1.5", "low is at least -1.5"),
            ("has(email) or has(phone)", "email is given or phone is given"),
            ("not (has(email) and has(phone))", "email is not given or phone is not given"),
            (
                "not has(address.city) or isOpen and low == 1",
                "address.city is not given or (isOpen is true and low equals 1)"
            ),
            ("size(tags) * (count + 1) % 2 == 0", "(the size of tags * (count + 1)) % 2 equals 0"),
            ("mode in ['open'] and count not in [1, 2]", "mode is one of \"open\" and count is none of 1, 2"),
            ("not startsWith(name, 'a')", "name does not start with \"a\""),
            ("opens != closes", "opens differs from closes"),
            ("start > '2024-01-01'", "start is after 2024-01-01"), ("isOpen == isFree", "isOpen equals isFree"),
        ]
    )
    func describes(check: String, words: String) throws {
        let rule = try Example.read(check)
        #expect(rule.message == "Must be true: \(words)")
        #expect(rule.params == ["rule": .string(check)])
    }

    @Test func prefersTheMessageOfTheAuthor() throws {
        #expect(try Example.read("start <= end", message: "Turn the dates round").message == "Turn the dates round")
    }

    @Test func namesEachPropertyOnce() throws {
        #expect(
            try Example.read("has(end) and start <= end and address.city == name").names == [
                "end", "start", "address", "name",
            ]
        )
    }
}
