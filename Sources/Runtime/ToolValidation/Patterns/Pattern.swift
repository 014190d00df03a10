/// A regular expression that was compiled to an automaton when the code was generated.
///
/// Matching answers what ECMAScript's `RegExp.prototype.test` answers (ECMA-262 22.2.6.16), in time linear in the input
/// and without allocation. The tables are read where they lie, in the program's constants.
public struct Pattern: Sendable {
    private enum Storage {
        case literal(source: StaticString, flags: StaticString, automaton: StaticString)
        case owned(source: String, flags: String, automaton: [UInt8])
    }

    private let storage: Storage
    /// Nil where the automaton is corrupt: then nothing matches.
    private let table: AutomatonTable?

    /// Creates a pattern from literals that the generator wrote.
    ///
    /// - Parameters:
    ///   - source: The expression as written, without delimiters.
    ///   - flags: The flags as written.
    ///   - automaton: The tables of `CompiledPattern.automaton`. Where they have been damaged, nothing matches.
    public init(_ source: StaticString, flags: StaticString = "", automaton: StaticString) {
        storage = .literal(source: source, flags: flags, automaton: automaton)
        // A literal of one scalar may lack a pointer; no table is that short.
        table = automaton.hasPointerRepresentation ? AutomatonTable(Self.bytes(of: automaton)) : nil
    }

    /// Creates a pattern from tables that were compiled in this process.
    ///
    /// - Parameters:
    ///   - source: The expression as written, without delimiters.
    ///   - flags: The flags as written.
    ///   - automaton: The tables of `CompiledPattern.automaton`. Where they have been damaged, nothing matches.
    public init(source: String, flags: String, automaton: [UInt8]) {
        storage = .owned(source: source, flags: flags, automaton: automaton)
        table = automaton.withUnsafeBufferPointer { AutomatonTable($0) }
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
    /// - Returns: True if it holds a match, an empty one included.
    public func matches(_ string: String) -> Bool {
        if let verdict = string.utf8.withContiguousStorageIfAvailable({ matches($0) }) { return verdict }
        var string = string
        return string.withUTF8 { matches($0) }
    }

    /// Whether the expression matches somewhere in a text.
    ///
    /// - Parameter utf8: Well-formed UTF-8, as of a `String`. For other bytes the verdict means nothing, though asking
    ///   is safe.
    /// - Returns: True if it holds a match, an empty one included.
    public func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let table else { return false }
        switch storage {
        case .literal(_, _, let automaton): return table.matches(utf8, in: Self.bytes(of: automaton))
        case .owned(_, _, let automaton):
            return automaton.withUnsafeBufferPointer { table.matches(utf8, in: $0) }
        }
    }

    /// The pattern without its source, where its tables lie in the program's constants.
    var literal: LiteralPattern? {
        guard case .literal(_, _, let automaton) = storage else { return nil }
        return LiteralPattern(automaton: automaton, table: table)
    }

    fileprivate static func bytes(of literal: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }
}

/// A pattern whose tables lie in the program's constants: copying one counts no references.
struct LiteralPattern: Sendable {
    fileprivate let automaton: StaticString
    fileprivate let table: AutomatonTable?

    @inline(__always)
    func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        table?.matches(utf8, in: Pattern.bytes(of: automaton)) ?? false
    }
}
