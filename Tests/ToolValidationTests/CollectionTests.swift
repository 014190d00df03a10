import Testing

@testable import ToolValidation

@Suite struct NameTableTests {
    @Test(arguments: [0, 1, 2, 3, 64, 65, 1000])
    func findsEveryNameAndNoOther(count: Int) {
        let names = (0..<count).map { "name_\($0)" }
        let table = NameTable(names)
        #expect(table.count == count)
        for (place, name) in names.enumerated() {
            #expect(table.index(of: name) == place)
            #expect(table.index(of: name + "x") == nil)
            #expect(table.index(of: String(name.dropLast()) + "é") == nil)
        }
        #expect(table.index(of: "") == nil)
    }

    @Test func tellsNamesApartByTheirBytes() {
        let names = ["", "a", "é", "e\u{301}", "a\0", "💩", "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaab"]
        let table = NameTable(names)
        for (place, name) in names.enumerated() { #expect(table.index(of: name) == place) }
    }

    @Test func readsLines() {
        let table = NameTable(lines: "one\ntwo\nthree")
        #expect(table.names == ["one", "two", "three"])
        #expect(table.index(of: "two") == 1)
    }
}

@Suite struct IssuesTests {
    private func issue(_ message: String) -> ValidationIssue { ValidationIssue(.invalidType, message: message) }

    @Test func keepsSoManyAndCountsTheRest() {
        var issues = Issues()
        #expect(issues.isEmpty)
        for index in 0..<(Issues.limit + 10) { issues.append(issue("\(index)")) }
        #expect(issues.all.count == Issues.limit)
        #expect(issues.omittedCount == 10)
        #expect(!issues.isEmpty)
        // Marks may lie beyond what is kept.
        let mark = issues.count
        issues.append(issue("more"))
        issues.prefix(since: mark, .key("a"), rank: 1)
        issues.sort(since: mark)
        #expect(issues.all.count == Issues.limit)
        #expect(issues.all.map(\.message) == (0..<Issues.limit).map { "\($0)" })
    }

    @Test func sortsByDeclarationAndKeepsTheOrderWithin() {
        var issues = Issues()
        issues.append(issue("before"))
        let mark = issues.count
        for (name, rank) in [("c", 2), ("a", 0), ("c", 2), ("b", 1)] {
            let mark = issues.count
            issues.append(issue("\(name)1"))
            issues.append(issue("\(name)2"))
            issues.prefix(since: mark, .key(name), rank: rank)
        }
        issues.sort(since: mark)
        #expect(issues.all.map(\.message) == ["before", "a1", "a2", "b1", "b2", "c1", "c2", "c1", "c2"])
    }

    @Test func pathsRunFromTheRoot() {
        var issues = Issues()
        issues.append(ValidationIssue(.invalidType, path: [.key("x"), .index(0)], message: ""))
        issues.prefix(since: 0, .index(3), rank: 3)
        issues.prefix(since: 0, .key("a b"), rank: 0)
        issues.prefix(since: 0, .key("list"), rank: 0)
        #expect(issues.all.map(\.pathText) == [#"list["a b"][3].x[0]"#])
        #expect(issues.all.map(\.path) == [[.key("list"), .key("a b"), .index(3), .key("x"), .index(0)]])
    }

    @Test func aFloodOfFaultsStaysBounded() {
        let json = "[" + Array(repeating: "1", count: 5000).joined(separator: ",") + "]"
        var issues = Issues()
        let isRead = JSONReader.withBytes(json.utf8) { reader in
            let rules = ArrayRules([.max(3)])
            return reader.readArray(rules, &issues) { $0.readString(.any, &$1) } == [] && reader.finish()
        }
        #expect(isRead)
        #expect(issues.all.count == Issues.limit)
        #expect(issues.omittedCount == 5001 - Issues.limit)
        #expect(issues.all.last?.pathText == "[255]")
    }
}

@Suite struct UnionTests {
    private static let rules = UnionRules([.any, .any])

    /// A union of unions, as deep as the text.
    private static func read(_ json: inout JSONReader, _ issues: inout Issues) -> Bool? {
        var union = json.enterUnion(rules, issues)
        while let option = json.nextOption(&union, &issues) {
            _ =
                option == 0
                ? json.readArray(.any, &issues, of: read)?.count : json.readArray(.any, &issues, of: read)?.count
        }
        return union.isDecided ? true : nil
    }

    @Test func attemptsAreBounded() {
        let json = String(repeating: "[", count: 60) + "1" + String(repeating: "]", count: 60)
        var issues = Issues()
        let fault = JSONReader.withBytes(json.utf8) { reader -> JSONFault? in
            _ = Self.read(&reader, &issues)
            return reader.fault
        }
        #expect(fault?.reason == .tooManyAttempts, "and not after 2^60 of them")
    }

    @Test func nestedIssuesAreBounded() {
        let json = "[" + Array(repeating: "[1,1,1,1,1,1,1,1]", count: 400).joined(separator: ",") + "]"
        var issues = Issues()
        JSONReader.withBytes(json.utf8) { reader in
            _ = reader.readArray(.any, &issues) { reader, issues -> Bool? in
                var union = reader.enterUnion(Self.rules, issues)
                while reader.nextOption(&union, &issues) != nil {
                    _ = reader.readArray(.any, &issues) { $0.readString(.any, &$1) }
                }
                return union.isDecided ? true : nil
            }
        }
        let nested = issues.all.map { issue -> Int in
            guard case .array(let options)? = issue.details["errors"] else { return 0 }
            return options.reduce(0) { if case .array(let issues) = $1 { $0 + issues.count } else { $0 } }
        }
        #expect(issues.all.count == Issues.limit)
        #expect(nested.reduce(0, +) == Issues.nestedLimit)
        #expect(nested.first == 16)
    }
}

@Suite struct ChoiceTests {
    private func read(_ json: String, _ values: [JSONValue]) -> (place: Int?, codes: [String], JSONFault?) {
        var issues = Issues()
        return JSONReader.withBytes(json.utf8) { reader in
            let place = reader.readChoice(ChoiceRules(values), &issues)
            _ = reader.finish()
            return (place, issues.all.map(\.code.rawValue), reader.fault)
        }
    }

    @Test(arguments: [(#""a""#, 0), ("1.0", 1), ("-0", 2), ("null", 3), ("true", 4), (#""\u00e9""#, 5)])
    func findsValuesOfEveryKind(json: String, place: Int) {
        let answer = read(json, ["a", 1, 0, nil, true, "é"])
        #expect(answer.place == place)
        #expect(answer.codes.isEmpty && answer.2 == nil)
    }

    @Test(arguments: ["1e999", "-1e999", "[1e999]", "[]", "{}", #""1""#, #""e\u0301""#, "false", "2"])
    func otherValuesAreInvalidAndNotMalformed(json: String) {
        for values: [JSONValue] in [["a", 1, nil, true, "é"], ["a", "é"]] {
            let answer = read(json, values)
            #expect(answer.place == nil && answer.2 == nil)
            #expect(answer.codes == ["invalid_value"])
        }
    }

    @Test(arguments: ["nul", "[", "-", #""a"#, "@", "{\"a\":1,\"a\":1}"])
    func faultsOfTheTextAreNoIssues(json: String) {
        let answer = read(json, ["a", 1])
        #expect(answer.codes.isEmpty)
        #expect(answer.2 != nil)
    }
}

/// Objects with more properties than fit into one machine word.
@Suite struct WideObjectTests {
    private static let names = (0..<70).map { "p\($0)" }

    private func read(_ json: String, optional: Set<Int> = []) -> (
        values: [Int?], isValid: Bool, paths: [String], JSONFault?
    ) {
        let rules = ObjectRules(Self.names.enumerated().map { optional.contains($0) ? .optional($1) : .required($1) })
        var issues = Issues()
        var values = [Int?](repeating: nil, count: 70)
        var isValid = false
        let fault = JSONReader.withBytes(json.utf8) { reader -> JSONFault? in
            var object = reader.enterObject(rules, &issues)
            while let place = reader.nextProperty(&object, &issues) {
                values[place] = reader.readInteger(.any, &issues)
            }
            isValid = object.isComplete
            _ = reader.finish()
            return reader.fault
        }
        return (values, isValid, issues.all.map(\.pathText), fault)
    }

    private func object(_ places: [Int]) -> String {
        "{\(places.map { #""p\#($0)":\#($0)"# }.joined(separator: ","))}"
    }

    @Test(arguments: [false, true])
    func readsInAnyOrder(isReversed: Bool) {
        let places = isReversed ? Array((0..<70).reversed()) : Array(0..<70)
        let answer = read(object(places))
        #expect(answer.values == (0..<70).map { $0 })
        #expect(answer.isValid)
        #expect(answer.paths.isEmpty)
    }

    @Test func reportsAbsentOnesInTheOrderOfDeclaration() {
        let answer = read(object(Array((5..<64).reversed())), optional: [2, 66])
        #expect(answer.paths == [0, 1, 3, 4, 64, 65, 67, 68, 69].map { "p\($0)" })
    }

    @Test(arguments: [0, 63, 64, 69])
    func refusesARepeatedProperty(place: Int) {
        #expect(read(object(Array(0..<70) + [place])).3?.reason == .duplicateKey)
    }
}

@Suite struct PropertyNameTests {
    /// The places of properties of an object, `nil` where the text is refused.
    private func places(_ names: [String], _ json: String) -> [Int]? {
        let rules = ObjectRules(names.map { .optional($0) })
        var issues = Issues()
        var places: [Int] = []
        return JSONReader.withBytes(json.utf8) { reader in
            var object = reader.enterObject(rules, &issues)
            while let place = reader.nextProperty(&object, &issues) {
                places.append(place)
                reader.skipValue()
            }
            return object.isComplete && reader.finish() ? places : nil
        }
    }

    @Test(arguments: 1...24)
    func findsANameOfAnyLength(length: Int) {
        let name = String("abcdefghijklmnopqrstuvwxyz".prefix(length))
        let longer = name + "0"
        let other = String(name.dropLast()) + "0"
        for rest in ["", #", "zzzzzzzzzzzzzzzzzzzzzzzzzzzz": 1"#] {
            for (names, expected) in [([name], [0]), ([other, name], [1]), ([longer, other, name], [2])] {
                #expect(places(names, #"{"\#(name)":1\#(rest)}"#) == expected)
                #expect(places(names, #"{ "\#(name)" : 1\#(rest) }"#) == expected)
            }
            #expect(places([longer, other], #"{"\#(name)":1\#(rest)}"#) == [])
            #expect(places([name], #"{"\#(name)" 1\#(rest)}"#) == nil)
            #expect(places([name], #"{"\#(name)1\#(rest)}"#) == nil)
            #expect(places([name], #"{"\#(name)":1,"\#(name)":1\#(rest)}"#) == nil)
        }
        #expect(places([name], #"{"\#(name)"#) == nil)
    }

    @Test(arguments: [#"""#, #"a"b"#, #"a\b"#, "a\nb", "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}"])
    func findsANameThatIsWrittenWithEscapes(name: String) {
        let written = JSONValue.string(name).jsonText
        #expect(places([name], "{\(written):1,\"zzzzzzzzzz\":1}") == [0])
        #expect(places([name], "{\"\(name)\":1,\"zzzzzzzzzz\":1}") != [0])
    }
}

@Suite struct SetAndMapTests {
    private func messages(_ json: String, _ read: (inout JSONReader, inout Issues) -> Void) -> [String] {
        var issues = Issues()
        JSONReader.withBytes(json.utf8) { read(&$0, &issues) }
        return issues.all.map(\.message)
    }

    @Test(arguments: [
        (#"["a",1,2]"#, 0), (#"["a",1,1]"#, 1), (#"["a","a",1]"#, 1), ("[1,2,3]", 0),
    ])
    func countElementsThatAreWrong(json: String, tooFew: Int) {
        let rules = ArrayRules([.min(3)])
        let messages = messages(json) { reader, issues in
            _ = reader.readSet(rules, &issues) { $0.readString(.any, &$1) }
        }
        #expect(messages.count { $0.hasPrefix("Too small") } == tooFew)
        #expect(messages.contains { $0.hasPrefix("Invalid input") })
    }

    @Test(arguments: [
        (#"[["a",1],["b",""],[1,2]]"#, 0), (#"[["a",1],["a",""],["b",""]]"#, 1), (#"[["a",""],["a",1],[1,2]]"#, 1),
        (#"[[1,1],[1,2],["a",1]]"#, 1), (#"[["a",1],["b",""],["c"]]"#, 0),
    ])
    func countEntriesThatAreWrong(json: String, tooFew: Int) {
        let rules = ArrayRules([.min(3)])
        let messages = messages(json) { reader, issues in
            _ = reader.readMap(rules, &issues) {
                $0.readString(.any, &$1)
            } value: {
                $0.readInteger(.any, &$1)
            }
        }
        #expect(messages.count { $0.hasPrefix("Too small") } == tooFew)
        #expect(messages.contains { $0.hasPrefix("Invalid input") })
    }
}
