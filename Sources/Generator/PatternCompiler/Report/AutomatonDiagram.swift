/// Draws an automaton as a Mermaid flowchart: a double circle is a state in which a text may end and match.
enum AutomatonDiagram {
    static func text(_ automaton: DeterministicAutomaton, _ alphabet: Alphabet) -> String {
        var lines = ["flowchart LR"]
        for state in 0..<automaton.stateCount where state != DeterministicAutomaton.dead {
            let name =
                state == automaton.start ? "start" : state == DeterministicAutomaton.accepting ? "matched" : "\(state)"
            lines.append("    s\(state)" + (automaton.matchesAtEnd[state] ? "(((\(name))))" : "((\(name)))"))
        }
        for state in 0..<automaton.stateCount where state > DeterministicAutomaton.accepting {
            var letters: [Int: [Int]] = [:]
            for letter in 0..<automaton.classCount {
                letters[automaton.transitions[state * automaton.classCount + letter], default: []].append(letter)
            }
            for (target, letters) in letters.sorted(by: { $0.key < $1.key }) where target != DeterministicAutomaton.dead
            {
                let label = letters.count == automaton.classCount ? "any" : label(Set(letters), alphabet)
                lines.append("    s\(state) -- \"\(label)\" --> s\(target)")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The ranges of some classes, the first few of them.
    private static func label(_ letters: Set<Int>, _ alphabet: Alphabet) -> String {
        var ranges: [String] = []
        var index = 0
        while index < alphabet.starts.count {
            guard letters.contains(alphabet.classes[index]) else {
                index += 1
                continue
            }
            let start = alphabet.starts[index]
            while index < alphabet.starts.count, letters.contains(alphabet.classes[index]) { index += 1 }
            let end = index < alphabet.starts.count ? alphabet.starts[index] - 1 : alphabet.maximum
            ranges.append(start == end ? spelled(start) : "\(spelled(start))-\(spelled(end))")
        }
        return ranges.count > 6 ? ranges.prefix(6).joined(separator: " ") + " …" : ranges.joined(separator: " ")
    }

    /// A character as Mermaid shows it: what could end the label, or shows nothing, by its number.
    private static func spelled(_ element: UInt32) -> String {
        if element == 0x20 { return "␣" }
        guard let scalar = Unicode.Scalar(element), 0x21..<0x2000 ~= element, element != 0x7F else {
            return "U+\(String(element, radix: 16, uppercase: true))"
        }
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return String(scalar) }
        return element < 0x7F ? "#\(element);" : "U+\(String(element, radix: 16, uppercase: true))"
    }
}
