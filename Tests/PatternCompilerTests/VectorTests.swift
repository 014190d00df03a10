import PatternCompiler
import Testing
import ToolValidation

@Suite("Vectors")
struct VectorTests {
    @Test("Every pattern that compiles agrees with node, and what node refuses is refused")
    func agreesWithNode() throws {
        var compiled = 0
        var verdicts = 0
        var refused = 0
        var unsupported = 0
        var skipped = 0
        for vector in try PatternVectors.load() {
            do {
                let pattern = Pattern(try PatternCompiler.compile(vector.pattern, flags: vector.flags))
                #expect(vector.syntaxError == nil, "\(vector.id): accepted /\(vector.pattern)/\(vector.flags)")
                compiled += 1
                for item in vector.cases ?? [] {
                    guard let text = item.text else {
                        skipped += 1
                        continue
                    }
                    verdicts += 1
                    #expect(pattern.matches(text) == item.match, "\(vector.id): \(text.debugDescription)")
                }
            } catch {
                if vector.syntaxError != nil {
                    refused += 1
                    #expect(error.kind != .tooLarge, "\(vector.id): \(error)")
                } else {
                    unsupported += 1
                    #expect(error.kind == .unsupported, "\(vector.id): \(error)")
                }
            }
        }
        print("vectors: \(compiled) compiled, \(verdicts) verdicts, \(unsupported) unsupported, \(refused) invalid")
        // Raise these as the language grows; a pattern that stops compiling must not go unnoticed.
        #expect(compiled >= 233)
        #expect(verdicts >= 4_209)
        #expect(unsupported <= 93)
        #expect(refused == 40)
        #expect(skipped == 3, "inputs with a lone surrogate, which no String can hold")
    }
}

extension Pattern {
    init(_ compiled: CompiledPattern) {
        self.init(source: compiled.source, flags: compiled.flags, automaton: compiled.automaton)
    }
}
