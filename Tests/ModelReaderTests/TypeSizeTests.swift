import Testing

/// Types that stand for very much, or for very deep schemas.
@Suite struct TypeSizeTests {
    private func file(_ types: [String]) -> String {
        (["server: { name: a, version: 1 }", "types:"] + types.map { "  \($0)" }).joined(separator: "\n")
    }

    private func nested(_ depth: Int, _ inner: String) -> String {
        String(repeating: "{ type: object, properties: { a: ", count: depth) + inner
            + String(repeating: " } }", count: depth)
    }

    @Test func chainsOfDerivedTypesAreBounded() {
        let chain = (0..<100).map { "T\($0): \(nested(60, "{ type: object, extends: T\($0 + 1) }"))" }
        let found = report([file(chain + ["T100: { type: object, properties: {} }"])])
        #expect(found.contains("too many types are made of one another here"))
    }

    @Test func typesMayExtendOneAnotherInALongRow() {
        let forward = (0..<60).map { "T\($0): { type: object, extends: T\($0 + 1) }" }
        #expect(report([file(forward + ["T60: { type: object, properties: {} }"])]) == "")
        let backward = (1...5000).map { "T\($0): { type: object, extends: T\($0 - 1) }" }
        #expect(report([file(["T0: { type: object, properties: {} }"] + backward)]) == "")
    }

    @Test func derivedObjectsAreAsDeepAsJSONMayBe() {
        let types = ["T0: \(nested(40, "string"))", "T1: \(nested(22, "{ type: object, extends: T0 }"))"]
        #expect(report([file(types)]) == "")
        let deeper = [types[0], "T1: \(nested(26, "{ type: object, extends: T0 }"))"]
        #expect(report([file(deeper)]).hasSuffix("which JSON is refused for [schema-depth]"))
    }

    @Test func derivedObjectsThatGrowAreRefused() {
        let doubling = (1...40).map { number in
            let base = "{ type: object, extends: T\(number - 1) }"
            return "T\(number): { type: object, properties: { a: \(base), b: \(base) } }"
        }
        let found = report([file(["T0: { type: object, properties: {} }"] + doubling)])
        #expect(found.contains("take over more than 250000 schemas"))
    }

    @Test(arguments: ["{ type: template, parts: [{ type: T40 }] }", "{ type: union, discriminator: k, of: [T40] }"])
    func unionsThatGrowAreBounded(use: String) {
        let doubling = (1...40).map { "T\($0): { type: union, of: [T\($0 - 1), { type: T\($0 - 1), min: 1 }] }" }
        let types = ["T0: string"] + doubling.map { $0.replacing(", min: 1", with: ", readonly: true") } + ["X: \(use)"]
        #expect(!report([file(types)]).contains("endless"))
    }

    @Test func longChainsOfNamesTakeNoRecursion() {
        let chain = (0..<20_000).map { "T\($0): T\($0 + 1)" }
        #expect(report([file(chain + ["T20000: string"])]) == "")
        #expect(report([file(chain + ["T20000: T0"])]).contains("[endless-type]"))
    }

    @Test func manyUnknownNamesTakeNoQuadraticTime() {
        let types = (0..<4000).map { "T\($0): Zebra\($0)" }
        #expect(report([file(types)]).split(separator: "\n").count == 4000)
    }
}
