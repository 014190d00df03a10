import Diagnostics
import Testing
import YAMLReader

/// What a file may cost is bounded, whatever is in it.
struct LimitTests {
    @Test func depthIsBounded() {
        let limit = YAMLReader.maximumDepth
        let atLimit = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        #expect(report(atLimit) == "")
        let expected = "1:129: error: more than 128 collections stand inside one another [nesting-depth]"
        #expect(report("[" + atLimit + "]") == expected)
        let document = read(String(repeating: "[", count: 1_000_000))
        #expect(document.root == nil)
        #expect(report(document.diagnostics) == expected)
    }

    @Test func blockMappingsAreBoundedToo() {
        let text = (0..<200).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
        #expect(
            report(text) == "129:129: error: more than 128 collections stand inside one another [nesting-depth]"
        )
    }

    @Test func depthCountsThroughAliases() {
        // Each anchor adds a hundred levels to the one before.
        let open = String(repeating: "[", count: 100)
        let close = String(repeating: "]", count: 100)
        let text = "a: &a \(open)x\(close)\nb: &b \(open)*a\(close)\n"
        #expect(
            report(text) == "2:107: error: more than 128 collections stand inside one another [nesting-depth]"
        )
    }

    @Test func aliasBombsAreRefused() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let alias = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(Array(repeating: alias, count: 9).joined(separator: ", "))]\n"
        }
        let document = read(text)
        #expect(document.root == nil)
        #expect(
            report(document.diagnostics)
                == "6:20: error: the aliases up to here stand for more than 250000 nodes [alias-expansion]"
        )
    }

    @Test func manySmallAliasesAreFine() {
        let text = "- &a {type: string, max: 9}\n" + String(repeating: "- *a\n", count: 10_000)
        #expect(report(text) == "")
    }

    @Test func sizeIsBoundedOverAllFilesOfATarget() {
        let bytes = Array("a: 1\n".utf8)
        #expect(YAMLReader.read(path: "f.yaml", bytes: bytes, remainingSize: 5).root != nil)
        let document = YAMLReader.read(path: "f.yaml", bytes: bytes, remainingSize: 4)
        #expect(document.root == nil)
        #expect(
            report(document.diagnostics)
                == "1:1: error: the tool files of this target are larger than 16 MiB together; "
                + "this one has 5 bytes, 4 were left [input-size]"
        )
    }
}
