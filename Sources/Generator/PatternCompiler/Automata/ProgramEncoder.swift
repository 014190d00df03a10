import ToolValidation

/// Writes an automaton as the numbers that `ToolValidation.PatternProgram` reads, which says how they are laid out.
struct ProgramEncoder {
    private let automaton: Automaton
    private let alphabet: Alphabet
    private var bytes: [UInt8] = []

    static func encode(_ automaton: Automaton, _ alphabet: Alphabet) -> [UInt8] {
        var encoder = ProgramEncoder(automaton, alphabet)
        encoder.encode()
        return encoder.bytes
    }

    private init(_ automaton: Automaton, _ alphabet: Alphabet) {
        self.automaton = automaton
        self.alphabet = alphabet
    }

    private mutating func encode() {
        let backtracks = automaton.use == .backtracking
        let flags = automaton.flags
        write(PatternProgram.version)
        write((backtracks ? 1 : 0) + (flags.isUnicode ? 2 : 0) + (flags.isSticky ? 4 : 0))
        encodeRanges()
        write(alphabet.members.count)
        for mask in alphabet.members { encode(mask) }
        // The alphabet holds these sets after those of the automaton, in this order.
        let lineSet = automaton.sets.count + 1
        write(automaton.needsLineTerminators ? lineSet : 0)
        write(automaton.needsWordCharacters ? lineSet + (automaton.needsLineTerminators ? 1 : 0) : 0)
        write(automaton.lookarounds.count)
        for lookaround in automaton.lookarounds {
            write(lookaround.start)
            write((lookaround.isBehind ? 1 : 0) + (lookaround.isNegative ? 2 : 0))
        }
        write(automaton.start)
        write(automaton.registerCount)
        encodeStates()
        encodeOtherCases()
    }

    private mutating func encodeRanges() {
        write(alphabet.starts.count)
        var last: UInt32 = 0
        for (start, letter) in zip(alphabet.starts, alphabet.classes) {
            write(Int(start - last))
            write(letter)
            last = start
        }
    }

    /// A set of classes as runs.
    private mutating func encode(_ mask: ClassMask) {
        var runs: [(start: Int, end: Int)] = []
        var next = mask.next(from: 0)
        while let letter = next {
            if let last = runs.last, last.end == letter {
                runs[runs.count - 1].end = letter + 1
            } else {
                runs.append((letter, letter + 1))
            }
            next = mask.next(from: letter + 1)
        }
        write(runs.count)
        var last = 0
        for run in runs {
            write(run.start - last)
            write(run.end - run.start)
            last = run.end
        }
    }

    private mutating func encodeStates() {
        write(automaton.kinds.count)
        for index in automaton.kinds.indices {
            let kind = automaton.kinds[index]
            write(Int(kind.rawValue))
            writeSigned(automaton.targets[index] - index)
            let argument = automaton.arguments[index]
            writeSigned(kind == .split ? argument - index : argument)
        }
    }

    /// What flag `i` takes for the same, where a backreference compares elements.
    private mutating func encodeOtherCases() {
        guard automaton.flags.ignoresCase, automaton.kinds.contains(.backreference) else { return write(0) }
        var entries: [(element: UInt32, representative: UInt32)] = []
        // Where nothing is beside a character, its own range is all that the closure adds.
        for element in CaseFolding.casedElements(isUnicode: automaton.flags.isUnicode) {
            let equivalents = CaseFolding.equivalents(of: element, isUnicode: automaton.flags.isUnicode)
            guard let representative = equivalents.min(), representative != element else { continue }
            entries.append((element, representative))
        }
        write(entries.count)
        var last = 0
        for entry in entries {
            write(Int(entry.element) - last)
            writeSigned(Int(entry.representative) - Int(entry.element))
            last = Int(entry.element)
        }
    }

    // MARK: Numbers

    /// Five bits a digit, the least first; 32 says that another follows.
    private mutating func write(_ number: Int) {
        var rest = number
        repeat {
            let digit = rest & 31
            rest >>= 5
            bytes.append(AutomatonTable.zero + UInt8(truncatingIfNeeded: rest > 0 ? digit | 32 : digit))
        } while rest > 0
    }

    private mutating func writeSigned(_ number: Int) { write(number < 0 ? ~number << 1 | 1 : number << 1) }
}
