import Foundation
import PatternCompiler
import Testing

/// zod's expressions of named formats are compiled into one committed Swift file, since the runtime has no compiler.
/// With UPDATE_FORMATS=1 (`make formats`) the file is rewritten instead of compared.
@Suite struct FormatPatternsTests {
    /// Source: zod 4, packages/zod/src/v4/core/regexes.ts.
    private static let formats: [(name: String, source: String, flags: String)] = [
        ("nanoid", "^[a-zA-Z0-9_-]{21}$", ""),
        ("cuid", "^[cC][0-9a-z]{6,}$", ""),
        ("cuid2", "^[0-9a-z]+$", ""),
        ("ulid", "^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$", ""),
        ("xid", "^[0-9a-vA-V]{20}$", ""),
        ("ksuid", "^[A-Za-z0-9]{27}$", ""),
        ("ipv4", "^(?:\(octet)\\.){3}\(octet)$", ""),
        ("cidrv4", "^(\(group)\\.){3}\(group)\\/([0-9]|[1-2][0-9]|3[0-2])$", ""),
        ("e164", #"^\+[1-9]\d{6,14}$"#, ""),
        ("base64", "^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$", ""),
        ("base64url", "^[A-Za-z0-9_-]*$", ""),
        ("hex", "^[0-9a-fA-F]*$", ""),
        ("creditCard", #"^\d(?:[ -]?\d){11,18}$"#, ""),
        (
            "duration",
            #"^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$"#, ""
        ),
        ("emoji", #"^[\p{Extended_Pictographic}\p{Emoji_Component}]+$"#, "u"),
        // These without their bound of the whole length, which the runtime looks at apart.
        (
            "hostname",
            #"^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$"#,
            ""
        ),
        ("domain", #"^([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$"#, ""),
    ]
    private static let octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])"
    private static let group = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])"

    @Test func compiledFormatsAreUpToDate() throws {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let file = root.appending(path: "Sources/Runtime/ToolValidation/Formats/FormatPatterns.swift")
        let expected = try Self.source()
        if ProcessInfo.processInfo.environment["UPDATE_FORMATS"] == "1" {
            try expected.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == expected, "run make formats")
    }

    private static func source() throws -> String {
        let patterns = try formats.map { format in
            let pattern = try PatternCompiler.compile(format.source, flags: format.flags)
            #expect(pattern.engine == .table, "\(format.name) costs more than a step a byte")
            let flags = format.flags.isEmpty ? "" : #"flags: "\#(format.flags)", "#
            let automaton = String(decoding: pattern.automaton, as: UTF8.self)
            return """
                    static let \(format.name) = Pattern(
                        #"\(format.source)"#,
                        \(flags)automaton: #"\(automaton)"#
                    )
                """
        }
        return """
            // Written from the expressions of FormatPatternsTests by `make formats`. Do not edit.
            // swift-format-ignore-file

            /// The expressions of zod's formats, compiled.
            enum FormatPatterns {
            \(patterns.joined(separator: "\n\n"))
            }

            """
    }
}
