import Testing

@testable import SwiftEmitter

/// Tree in, exact text out.
@Suite struct SwiftRendererTests {
    private func function(_ body: [Statement]) -> String {
        SwiftRenderer.render(
            Declaration(kind: .function(.init(name: "f", parameters: []), body: body))
        )
    }

    @Test func writesDeclarations() {
        let type = Declaration(
            documentation: ["A point.", "", "With a name."],
            modifiers: ["nonisolated", "public"],
            kind: .type(
                keyword: "struct",
                name: "Point",
                inherits: ["Swift.Sendable"],
                members: [
                    Declaration(
                        modifiers: ["public"],
                        kind: .variable(isConstant: false, "x", type: "Swift.Int", value: nil)
                    ),
                    Declaration(kind: .variable(isConstant: true, "y", type: nil, value: .integer(1))),
                    Declaration(
                        kind: .initializer(
                            isFailable: true,
                            [.init(label: "from", "text", type: "Swift.String", defaultValue: .string("0"))],
                            body: [.return(.nil)]
                        )
                    ),
                    Declaration(kind: .typeAlias("Number", "Swift.Int")),
                ]
            )
        )
        #expect(
            SwiftRenderer.render(type) == """
                /// A point.
                ///
                /// With a name.
                nonisolated public struct Point: Swift.Sendable {
                    public var x: Swift.Int
                    let y = 1

                    init?(from text: Swift.String = "0") {
                        return nil
                    }

                    typealias Number = Swift.Int
                }
                """
        )
    }

    @Test func writesStatements() {
        let text = function([
            .guard([.isTrue(.name("a")), .binding(isConstant: true, "b", nil)], else: .return(.nil)),
            .if(
                [.binding(isConstant: true, "value", .name("self").member("x"))],
                then: [.return(.name("value"))],
                else: []
            ),
            .forEach("element", in: .name("list"), [.expression(.name("json").call("write", .name("element")))]),
            .switch(
                .name("place"),
                [
                    .init(pattern: .integer(0), body: [.assign(.name("a"), .boolean(true))]),
                    .init(pattern: nil, body: [.expression(.name("json").call("skipValue"))]),
                ]
            ),
        ])
        #expect(
            text == """
                func f() {
                    guard a, let b else { return nil }
                    if let value = self.x {
                        return value
                    }
                    for element in list {
                        json.write(element)
                    }
                    switch place {
                    case 0: a = true
                    default: json.skipValue()
                    }
                }
                """
        )
    }

    @Test func breaksWhatIsTooLongForALine() {
        let long = String(repeating: "x", count: 60)
        let text = function([
            .expression(.call(.name("Rules"), [.init(nil, .array([.string(long), .string(long)]))])),
            .assign(.name("a"), .call(.name("f"), [.init("first", .string(long)), .init("second", .string(long))])),
        ])
        #expect(
            text == """
                func f() {
                    Rules([
                        "\(long)",
                        "\(long)",
                    ])
                    a = f(
                        first: "\(long)",
                        second: "\(long)"
                    )
                }
                """
        )
    }
}
