import PatternCompiler
import ToolValidation

// Reads lines of `["pattern", "text"]` and answers each with `true` or `false`: for those who hold a JSON Schema against
// values and have no regular expressions of JavaScript's. As JSON Schema recommends, patterns are read with the flag `u`
// where that is possible.
var patterns: [String: Pattern] = [:]

func pattern(_ source: String) -> Pattern? {
    if let pattern = patterns[source] { return pattern }
    for flags in ["u", ""] {
        guard let compiled = try? PatternCompiler.compile(source, flags: flags) else { continue }
        let pattern = Pattern(source: source, flags: flags, automaton: compiled.automaton)
        patterns[source] = pattern
        return pattern
    }
    return nil
}

setvbuf(stdout, nil, _IOLBF, 0)
while let line = readLine() {
    guard case .array(let question)? = try? JSONValue.read(line.utf8), question.count == 2,
        case .string(let source) = question[0], case .string(var text) = question[1], let pattern = pattern(source)
    else {
        print("error")
        continue
    }
    print(text.withUTF8 { pattern.verdict($0) } == .match)
}
