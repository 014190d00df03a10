import Foundation
import PatternCompiler
import ToolValidation

// Reads lines of `["pattern", "text"]` and answers each with `true` or `false`: for those who hold a JSON Schema against
// values and have no regular expressions of JavaScript's.
var patterns: [String: Pattern] = [:]
while let line = readLine() {
    guard case .array(let question)? = try? JSONValue.read(line.utf8), question.count == 2,
        case .string(let source) = question[0], case .string(var text) = question[1],
        let pattern = patterns[source] ?? compiled(source)
    else {
        FileHandle.standardOutput.write(Data("error\n".utf8))
        continue
    }
    patterns[source] = pattern
    let isMatch = text.withUTF8 { pattern.verdict($0) } == .match
    // Not by `print`, which would keep the answer from who waits for it.
    FileHandle.standardOutput.write(Data("\(isMatch)\n".utf8))
}

/// JSON Schema recommends the flag `u`, which not every pattern can be read with.
func compiled(_ source: String) -> Pattern? {
    for flags in ["u", ""] {
        guard let compiled = try? PatternCompiler.compile(source, flags: flags) else { continue }
        return Pattern(source: source, flags: flags, automaton: compiled.automaton)
    }
    return nil
}
