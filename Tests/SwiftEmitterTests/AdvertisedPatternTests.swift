import PatternCompiler
import Testing

@testable import SwiftEmitter

@Suite struct AdvertisedPatternTests {
    @Test(arguments: [
        (#"^\d{3}\-\d{4}$"#, "", #"^\d{3}-\d{4}$"#), (#"[a\-z\_]\_"#, "", "[a\\-z_]_"), (#"\/\.\@"#, "", #"\/\.@"#),
        (#"[\]\-]\-"#, "", #"[\]\-]-"#), (#"^\u{61}$"#, "u", #"^\u{61}$"#),
    ])
    func canBeReadInEveryMode(source: String, flags: String, advertised: String) throws {
        #expect(AdvertisedPattern.source(of: try PatternCompiler.compile(source, flags: flags)) == advertised)
    }

    @Test(arguments: ["s", "m", "us"])
    func saysNothingWhereAFlagWouldBeLost(flags: String) throws {
        #expect(AdvertisedPattern.source(of: try PatternCompiler.compile("^a.b$", flags: flags)) == nil)
    }
}
