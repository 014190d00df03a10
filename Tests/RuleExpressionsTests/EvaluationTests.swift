import RuleExpressions
import Testing
import ToolValidation

/// Which objects keep a rule.
@Suite struct EvaluationTests {
    @Test(
        arguments: [
            // Numbers.
            ("low < high", #"{"low":1,"high":2}"#, true), ("low < high", #"{"low":2,"high":2}"#, false),
            ("low <= high", #"{"low":2,"high":2}"#, true), ("low > high", #"{"low":2,"high":2}"#, false),
            ("low >= high", #"{"low":2,"high":2}"#, true), ("low == high", #"{"low":2,"high":2}"#, true),
            ("low != high", #"{"low":2,"high":2}"#, false), ("count == 3", #"{"count":3}"#, true),
            ("low + high <= 10", #"{"low":4,"high":6}"#, true), ("low + high <= 10", #"{"low":5,"high":6}"#, false),
            ("low - high - 1 == 0", #"{"low":4,"high":3}"#, true),
            ("low - (high - 1) == 0", #"{"low":4,"high":3}"#, false),
            ("low + high * 2 == 7", #"{"low":1,"high":3}"#, true), ("low % 3 == -1", #"{"low":-7}"#, true),
            ("-low < 0", #"{"low":1}"#, true), ("- -low == 1", #"{"low":1}"#, true),
            ("low == 1.5e1", #"{"low":15}"#, true),
            ("count == 1.5", #"{"count":1}"#, false), ("one == 2", #"{"one":2}"#, true),
            // No calculation fails: what has no result is infinite or no number.
            ("low / high > 1000", #"{"low":1,"high":0}"#, true), ("low / high == low", #"{"low":0,"high":0}"#, false),
            ("low % high != low", #"{"low":1,"high":0}"#, true),
            ("count * count > count", #"{"count":9007199254740991}"#, true),
            ("exact * exact * exact * exact > 0", #"{"exact":"9223372036854775807"}"#, true),
            // Whole numbers are exact as they stand.
            ("exact < exact", #"{"exact":"9007199254740993"}"#, false),
            ("exact == 9007199254740992", #"{"exact":"9007199254740993"}"#, false),
            // Texts, code unit by code unit.
            (#"name == "a""#, #"{"name":"a"}"#, true), ("name == 'a'", #"{"name":"b"}"#, false),
            (#"name != "a""#, #"{"name":"b"}"#, true), (#"name == "\u{E9}""#, #"{"name":"e\u0301"}"#, false),
            (#"name == "a\"b""#, #"{"name":"a\"b"}"#, true), ("name == email", #"{"name":"x","email":"x"}"#, true),
            (#"startsWith(name, "ab")"#, #"{"name":"abc"}"#, true),
            (#"startsWith(name, "ab")"#, #"{"name":"a"}"#, false),
            (#"startsWith(name, "e")"#, #"{"name":"e\u0301"}"#, true),
            (#"mode == "open""#, #"{"mode":"open"}"#, true), (#"kind == "b""#, #"{"kind":"a"}"#, false),
            (#"mode in ["open", "closed"]"#, #"{"mode":"closed"}"#, true), ("count in [1, 2]", #"{"count":3}"#, false),
            ("count not in [1, 2]", #"{"count":3}"#, true), ("low in [1.5, -2]", #"{"low":-2}"#, true),
            // Dates and times.
            ("start <= end", #"{"start":"2024-02-28","end":"2024-02-29"}"#, true),
            ("start <= end", #"{"start":"2024-03-01","end":"2024-02-29"}"#, false),
            (#"start > "2024-01-01""#, #"{"start":"2024-01-01"}"#, false),
            ("opens < closes", #"{"opens":"2024-01-01T12:30Z","closes":"2024-01-01T12:30:30Z"}"#, true),
            ("opens < closes", #"{"opens":"2024-01-01T12:30:00.5Z","closes":"2024-01-01T12:30:00Z"}"#, false),
            ("opens < closes", #"{"opens":"2024-01-01T12:00+02:00","closes":"2024-01-01T11:00Z"}"#, true),
            ("opens == closes", #"{"opens":"2023-12-31T23:30:00-01:00","closes":"2024-01-01T00:30Z"}"#, true),
            ("opens == closes", #"{"opens":"2024-01-01T00:00:07.50Z","closes":"2024-01-01T00:00:07.5Z"}"#, true),
            ("from <= to", #"{"from":"2024-03-01","to":"2024-02-29"}"#, false),
            // Booleans.
            ("isOpen", #"{"isOpen":false}"#, false), ("not isOpen", #"{"isOpen":false}"#, true),
            ("isOpen == true", #"{"isOpen":true}"#, true), ("false == isOpen", #"{"isOpen":true}"#, false),
            ("isOpen != isFree", #"{"isOpen":true,"isFree":false}"#, true), ("`not`", #"{"not":false}"#, false),
            // How tightly words bind.
            ("isOpen or isFree and low > 1", #"{"isOpen":true,"isFree":false,"low":0}"#, true),
            ("(isOpen or isFree) and low > 1", #"{"isOpen":true,"isFree":false,"low":0}"#, false),
            ("not isOpen and isFree", #"{"isOpen":true,"isFree":false}"#, false),
            ("isOpen || isFree && !(low > 1)", #"{"isOpen":false,"isFree":true,"low":0}"#, true),
            // Sizes.
            ("size(tags) <= limit", #"{"tags":["a","b"],"limit":1}"#, false),
            ("size(name) == 1", #"{"name":"\u{1F4A9}"}"#, true), ("size(prices) > 0", #"{"prices":{}}"#, false),
            ("size >= count", #"{"size":1,"count":2}"#, false),
            // Paths.
            (#"address.city == "B""#, #"{"address":{"city":"B"}}"#, true),
            ("loop.next.n > loop.n", #"{"loop":{"n":2,"next":{"n":1}}}"#, false),
            (#"`user-id` != """#, #"{"user-id":""}"#, false), ("length > 3", #"{"length":3}"#, false),
            ("has(loop.next)", #"{"loop":{"n":2}}"#, false),
        ]
    )
    func holds(check: String, json: String, verdict: Bool) throws {
        let text = json.replacing("\\u{1F4A9}", with: "\u{1F4A9}")
        let check = check.replacing("\\u{E9}", with: "\u{E9}")
        #expect(try Example.read(check).holds(for: Example.json(text)) == verdict)
    }

    /// A rule is broken by what is false, not by what cannot be told.
    @Test(
        arguments: [
            ("start <= end", true), ("not (start <= end)", true), ("high > 3", true), ("not (high > 3)", true),
            ("high + 1 > 3", true), ("isFree", true), ("not isFree", true), ("closes == opens", true),
            ("address.city == 'B'", true), ("size(prices) > 2", true), ("email in ['a']", true),
            ("startsWith(name, email)", true), ("not startsWith(name, email)", true),
            // What is asked by `has` is told.
            ("has(end)", false), ("not has(end)", true), ("has(closes)", false), ("has(address.city)", false),
            ("has(email) or has(phone)", false), ("has(end) and start <= end", false),
            ("not has(end) or start <= end", true),
            // What can be told without the absent property is.
            ("high > 3 and has(email)", false), ("high > 3 and name == 'x'", false), ("high > 3 or has(name)", true),
            ("not (high > 3) or has(email)", true), ("high > 3 or name == 'x'", true),
            ("not (high > 3 or has(name))", false),
        ]
    )
    func tellsNothingOfWhatIsAbsent(check: String, verdict: Bool) throws {
        let object: JSONObject = ["start": "2024-01-01", "opens": "2024-01-01T00:00Z", "closes": nil, "name": "a"]
        #expect(try Example.read(check).holds(for: object) == verdict)
    }
}
