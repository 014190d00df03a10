import Diagnostics
import Testing
import YAMLReader

/// Nodes keep the order, the style and the place in which they are written.
struct YAMLNodeTests {
    @Test func readsTheSampleWhole() throws {
        let root = try #require(read(Sample.text).root?.mapping)
        #expect(
            root.entries.prefix(5).map { "\($0.key.text)=\($0.value.outline)" } == [
                "plain=some text with 'quotes' and \"more\"",
                "several lines=one two\nthree",
                "single=it's\nfolded   ",
                "double=tab \t, joined, A\u{E9}\u{1F600} and\na break   with spaces",
                "literal=deep\n",
            ]
        )
        #expect(
            root["list"]?.outline
                == "[a, [nested, [flow, {x: 1, y: [2, 3]}, q]], {key: {type: string, max: 10}, "
                + "other: {type: string, max: 10}}]"
        )
        #expect(root["words"]?.outline == "{yes: on, null: ~, empty: , true: false}")
        #expect(root["url"]?.outline == "http://example.com/#fragment")
    }

    @Test func everyNodeKnowsItsPlace() throws {
        let document = read("a:\n  - 'x'\n  - {b: [c, 1]}\nd: |\n  text\ne:\nf: &n word\n")
        let root = try #require(document.root?.mapping)
        let list = try #require(root["a"]?.sequence)
        #expect(root.location.text == "1:1-7:11")
        #expect(root.entries.map(\.key.location.text) == ["1:1-1:2", "4:1-4:2", "6:1-6:2", "7:1-7:2"])
        #expect(list.location.text == "2:3-3:16")
        #expect(list.elements.map(\.location.text) == ["2:5-2:8", "3:5-3:16"])
        #expect(list.elements[1].mapping?["b"]?.location.text == "3:9-3:15")
        #expect(root["d"]?.location.start.text == "4:4")
        #expect(root["e"]?.location.text == "6:3-6:3")
        #expect(root["f"]?.location.text == "7:7-7:11")
        #expect(root.location.path == "f.yaml")
    }

    @Test func stylesAreTold() throws {
        let root = try #require(read("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >\n  a\n- [a]\n- {a: a}\n").root?.sequence)
        #expect(
            root.elements.compactMap { $0.scalar?.style }
                == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded]
        )
        #expect(!root.isFlow)
        #expect(root.elements[5].sequence?.isFlow == true)
        #expect(root.elements[6].mapping?.isFlow == true)
    }

    @Test func anAliasIsTheAnchoredNode() throws {
        let root = try #require(read("a: &x {k: v}\nb: *x\nc: &y key\n*y : value\n").root?.mapping)
        #expect(root["a"] == root["b"])
        #expect(root["key"]?.outline == "value")
    }

    @Test func refusedNodesLeaveWhatThereIs() {
        // So that the model reader does not report as missing what stands there.
        #expect(read("check: !has(a) and b\n").root?.outline == "{check: !has(a) and b}")
        #expect(read("t: !x text\n").root?.outline == "{t: text}")
        #expect(read("a: *x\n").root?.outline == "{a: *x}")
        #expect(read("a: 1\nb: 2\na: 3\n").root?.outline == "{a: 1, b: 2}")
        #expect(read("[a]: 1\nb: 2\n").root?.outline == "{b: 2}")
    }

    @Test func findingsComeInTheOrderOfPosition() {
        let expected = """
            1:4: error: tags such as '!x' are not supported: remove it, or quote text that begins with '!' [tag]
            2:1: error: duplicate key 'a' [duplicate-key]
            1:1: note: 'a' is first defined here
            2:4: error: octal numbers such as '0o7' are not supported: write `7`, or quote it if it is text [number-base]
            4:1: error: a tab may not indent: use spaces [tab-indentation]
            """
        #expect(report("a: !x y\na: 0o7\nc:\n\tb: 1\n") == expected)
    }

    @Test func anEleventhKeyIsFoundToBeADuplicate() {
        let keys = (1...20).map { "k\($0): 0\n" }.joined()
        let expected = "21:1: error: duplicate key 'k15' [duplicate-key]\n15:1: note: 'k15' is first defined here"
        #expect(report(keys + "k15: 1\n") == expected)
    }
}
