/// A regular expression that was compiled when the code was generated.
///
/// Matching answers what ECMAScript's `RegExp.prototype.test` answers (ECMA-262 22.2.6.16). Most patterns are tables,
/// read where they lie in the program's constants: one step a byte, without allocation. Those that would make too large
/// a table are programs that are walked through with sets of states, in linear time too. Only a pattern with
/// backreferences is matched by trying one way after the other, within a bound of steps.
public struct Pattern: Sendable {
    /// Whether a pattern matches a text.
    public enum Verdict: Sendable, Hashable {
        /// It matches somewhere.
        case match
        /// It matches nowhere.
        case noMatch
        /// Finding out would take more steps or memory than is allowed.
        case undecided
    }

    /// How many steps matching a pattern with backreferences may take, elements compared included: some 10 milliseconds.
    public static let stepLimit = 1_000_000

    private enum Storage {
        case literal(source: StaticString, flags: StaticString, automaton: StaticString)
        case owned(source: String, flags: String, automaton: [UInt8])
    }

    private let storage: Storage
    /// Nil where there is a program instead, or where the tables are corrupt: then nothing matches.
    private let table: AutomatonTable?
    private let prefilter: PatternPrefilter?
    private let program: PatternProgram?

    /// Creates a pattern from literals that the generator wrote.
    ///
    /// - Parameters:
    ///   - source: The expression as written, without delimiters.
    ///   - flags: The flags as written.
    ///   - automaton: The tables of `CompiledPattern.automaton`. Where they have been damaged, nothing matches.
    public init(_ source: StaticString, flags: StaticString = "", automaton: StaticString) {
        storage = .literal(source: source, flags: flags, automaton: automaton)
        // A literal of one scalar may lack a pointer; no table is that short.
        let isText = automaton.hasPointerRepresentation
        let bytes = isText ? Self.bytes(of: automaton) : UnsafeBufferPointer(start: nil, count: 0)
        table = AutomatonTable(bytes)
        prefilter = table?.prefilter(bytes)
        program = table == nil ? PatternProgram(bytes) : nil
    }

    /// Creates a pattern from tables that were compiled in this process.
    ///
    /// - Parameters:
    ///   - source: The expression as written, without delimiters.
    ///   - flags: The flags as written.
    ///   - automaton: The tables of `CompiledPattern.automaton`. Where they have been damaged, nothing matches.
    public init(source: String, flags: String, automaton: [UInt8]) {
        storage = .owned(source: source, flags: flags, automaton: automaton)
        let table = automaton.withUnsafeBufferPointer { AutomatonTable($0) }
        self.table = table
        prefilter = automaton.withUnsafeBufferPointer { table?.prefilter($0) }
        program = table == nil ? automaton.withUnsafeBufferPointer { PatternProgram($0) } : nil
    }

    /// The expression as written, without delimiters.
    public var source: String {
        switch storage {
        case .literal(let source, _, _): source.description
        case .owned(let source, _, _): source
        }
    }

    /// The flags as written, such as `su`.
    public var flags: String {
        switch storage {
        case .literal(_, let flags, _): flags.description
        case .owned(_, let flags, _): flags
        }
    }

    /// Whether the expression matches somewhere in a string.
    ///
    /// - Parameter string: The text to search.
    /// - Returns: True if it holds a match, an empty one included; false also where that cannot be decided.
    public func matches(_ string: String) -> Bool {
        if let verdict = string.utf8.withContiguousStorageIfAvailable({ matches($0) }) { return verdict }
        var string = string
        return string.withUTF8 { matches($0) }
    }

    /// Whether the expression matches somewhere in a text.
    ///
    /// - Parameter utf8: Well-formed UTF-8, as of a `String`. For other bytes the verdict means nothing, though asking
    ///   is safe.
    /// - Returns: True if it holds a match, an empty one included; false also where that cannot be decided.
    public func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool { verdict(utf8) == .match }

    /// Whether the expression matches somewhere in a text, as far as that can be found out.
    ///
    /// - Parameter utf8: Well-formed UTF-8, as of a `String`. For other bytes the verdict means nothing, though asking
    ///   is safe.
    /// - Returns: The verdict. Only a pattern with backreferences, or one without a table on a text of megabytes, can be
    ///   ``Verdict/undecided``.
    public func verdict(_ utf8: UnsafeBufferPointer<UInt8>) -> Verdict {
        if let program {
            guard program.backtracks else { return StateSetMatcher(program, utf8).verdict() }
            var matcher = BacktrackingMatcher(program, utf8)
            return matcher.verdict()
        }
        guard let table else { return .noMatch }
        let prefilter = utf8.count > PatternPrefilter.minimumTextSize ? prefilter : nil
        let isMatched =
            switch storage {
            case .literal(_, _, let automaton): table.matches(utf8, in: Self.bytes(of: automaton), prefilter)
            case .owned(_, _, let automaton):
                automaton.withUnsafeBufferPointer { table.matches(utf8, in: $0, prefilter) }
            }
        return isMatched ? .match : .noMatch
    }

    /// The pattern without its source, where its tables lie in the program's constants.
    var literal: LiteralPattern? {
        guard let table, case .literal(_, _, let automaton) = storage else { return nil }
        return LiteralPattern(automaton: automaton, table: table, prefilter: prefilter)
    }

    fileprivate static func bytes(of literal: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }
}

/// A pattern whose tables lie in the program's constants: matching a short text counts no references.
final class LiteralPattern: Sendable {
    private let automaton: StaticString
    private let table: AutomatonTable
    private let prefilter: PatternPrefilter?

    fileprivate init(automaton: StaticString, table: AutomatonTable, prefilter: PatternPrefilter?) {
        self.automaton = automaton
        self.table = table
        self.prefilter = prefilter
    }

    @inline(__always)
    func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard utf8.count <= PatternPrefilter.minimumTextSize else { return matchesLong(utf8) }
        return table.matches(utf8, in: Pattern.bytes(of: automaton), nil)
    }

    @inline(never)
    private func matchesLong(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        table.matches(utf8, in: Pattern.bytes(of: automaton), prefilter)
    }
}
