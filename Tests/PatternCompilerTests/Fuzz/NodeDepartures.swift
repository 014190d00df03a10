/// Where node 20 departs from ECMA-262: what the fuzzer does not ask it.
///
/// Each is a fault of V8 11.3, with an example of what it says. One more is avoided in `verdicts.mjs`: the search of `/\B/u`
/// goes on between the halves of a pair.
enum NodeDepartures {
    /// `/a[^]*b/v` and `/a[^[]]*b/v` do not match `axb`, although `/a[\s\S]*b/v` does (22.2.2.9, CompileToCharSet).
    static func emptyNegatedClass(_ flags: String) -> Bool { flags.contains("v") }

    /// `/(?:[^a]b){2}/v` matches `abab`, although `/(?:[[^a]]b){2}/v` does not (22.2.2.9): what is repeated is negated once
    /// more in each copy.
    static func negatedClass(_ source: String, _ flags: String) -> String {
        flags.contains("v") && source.hasPrefix("[^") ? "[\(source)]" : source
    }

    /// `/[^k--x]/iv` matches `k`, although `/[^[k]--x]/iv` does not (22.2.2.9): characters that are operands are not folded.
    static func characterOperand(_ flags: String) -> Bool { flags.contains("v") && flags.contains("i") }

    /// `/[v--\q{x|v}]/v` matches `v`, although `/[v--\q{v|x}]/v` does not (22.2.2.9): only one of the strings may be a
    /// single character, and with flag `i` none.
    static func characterAmongStrings(_ string: [UInt32], _ others: [[UInt32]], _ flags: String) -> Bool {
        string.count == 1 && (flags.contains("i") || others.contains { $0.count == 1 })
    }

    /// `/[\w--\p{ASCII}]/iv` and `/\P{Uppercase}/iv` match `k`, although `/\P{Lu}/iv` does not: binary properties are not
    /// folded (22.2.2.9, MaybeSimpleCaseFolding).
    static func binaryProperty(_ flags: String) -> Bool { flags.contains("v") && flags.contains("i") }

    /// `/a\1😀()/u` does not match `a😀`, although `/a(?:\1)😀()/u` does (22.2.2.7.2, BackreferenceMatcher): what follows a
    /// reference to a group that is not closed yet falls into halves.
    static func openReference(_ source: String, _ flags: String) -> String {
        flags.contains("u") || flags.contains("v") ? "(?:\(source))" : source
    }
}
