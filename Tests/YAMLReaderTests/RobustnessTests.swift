import Diagnostics
import Testing

@testable import YAMLReader

/// Whatever the bytes are, reading ends with nodes or with a reason.
struct RobustnessTests {
    /// A small generator with a fixed seed, so that a failure can be repeated (Steele et al., SplitMix64).
    private struct SplitMix64: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static let awkward = Array("[]{}:,-?!&*#|>'\"%@`\\ \t\n\r<~0x".utf8) + [0x00, 0x80, 0xC2, 0x85, 0xE2, 0xFF]

    @Test(arguments: 0..<4 as Range<UInt64>)
    func mutatedBytesNeverCrash(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        let sample = Array(Sample.text.utf8)
        for _ in 0..<400 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                let byte = Self.awkward.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[index] = byte
                case 1: bytes.insert(byte, at: index)
                case 2: bytes.remove(at: index)
                default: bytes.removeSubrange(index..<min(bytes.count - 1, index + 40))
                }
            }
            check(bytes)
        }
    }

    @Test func everyPrefixIsReadOrRefused() {
        let sample = Array(Sample.text.utf8)
        for count in sample.indices { check(Array(sample[..<count])) }
    }

    private func check(_ bytes: [UInt8]) {
        let document = YAMLReader.read(path: "f.yaml", bytes: bytes)
        #expect(document.root != nil || document.diagnostics.hasErrors)
        let renderer = DiagnosticRenderer(sources: [document.source], showsExcerpts: true)
        #expect(renderer.render(document.diagnostics).isEmpty == document.diagnostics.isEmpty)
        for diagnostic in document.diagnostics {
            #expect(diagnostic.location.start.line <= document.source.lineCount)
            #expect(diagnostic.location.start <= diagnostic.location.end)
        }
        // Where nothing was refused, each scalar reads the same a second time.
        guard let root = document.root, document.diagnostics.isEmpty else { return }
        for scalar in root.scalars {
            #expect(scalar.location.start <= scalar.location.end)
            #expect(scalar.location.end.line <= document.source.lineCount)
            let positions = ScalarPositions(of: scalar, in: document.source)
            let text = String(String.UnicodeScalarView(positions.text))
            if text != scalar.text { Issue.record("\(scalar) reads as \(text.debugDescription)") }
        }
    }
}
