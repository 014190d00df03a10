internal import Diagnostics
internal import PatternCompiler
internal import ToolModel
internal import YAMLReader

/// Reads `regex:`, a text or `{ pattern:, flags:, message:, abort: }`.
enum RegexReader {
    static func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<StringRule>? {
        let options = Vocabulary.regexOptions
        guard let setting = RuleSetting(entry, valueKey: "pattern", options: options, &reading),
            let pattern = compile(setting, named: entry.value.mapping == nil ? "'regex'" : "'pattern'", &reading)
        else { return nil }
        return setting.rule(.regex(pattern))
    }

    /// Reads an option that is an expression: a text, or `{ pattern:, flags: }`.
    static func compile(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> CompiledPattern? {
        guard let setting = RuleSetting(entry, valueKey: "pattern", options: Vocabulary.regexOptions, &reading) else {
            return nil
        }
        return compile(setting, named: "'pattern'", &reading)
    }

    private static func compile(
        _ setting: RuleSetting,
        named subject: String,
        _ reading: inout Reading
    ) -> CompiledPattern? {
        var flags: YAMLScalar?
        for option in setting.options where reading.text(option.value, for: "'flags'") != nil {
            flags = option.value.scalar
        }
        guard let value = setting.value, reading.text(value, for: subject, as: .pattern) != nil,
            let pattern = value.scalar
        else { return nil }
        switch reading.compile(pattern.text, flags: flags?.text ?? "") {
        case .success(let compiled):
            lint(compiled, pattern, &reading)
            return compiled
        case .failure(let fault):
            report(fault, in: pattern, flags: flags, &reading)
            return nil
        }
    }

    private static func lint(_ compiled: CompiledPattern, _ pattern: YAMLScalar, _ reading: inout Reading) {
        for finding in compiled.findings {
            let start = reading.document.position(ofScalarAt: finding.offset, in: pattern)
            let location = SourceLocation(path: pattern.location.path, start: start)
            reading.warning(rule(of: finding), at: location, finding.message, notes: [.init(finding.note)])
        }
        guard compiled.matchesNothing else { return }
        let note = "write the expression without slashes around it, and flags beside it: { pattern: …, flags: … }"
        reading.error(
            .unsatisfiable,
            at: pattern.location,
            "no text matches this pattern",
            notes: hasDelimiters(compiled.source) ? [.init(note)] : []
        )
    }

    /// Whether an expression looks like a literal of JavaScript's, slashes and flags included.
    private static func hasDelimiters(_ source: String) -> Bool {
        guard source.first == "/", let last = source.lastIndex(of: "/"), last > source.startIndex else { return false }
        return source[source.index(after: last)...].allSatisfy { "dgimsuvy".contains($0) }
    }

    private static func rule(of finding: PatternFinding) -> RuleID {
        switch finding.kind {
        case .misleadingEscape: .patternEscape
        case .alwaysMatches: .patternAlwaysMatches
        case .unanchored: .patternUnanchored
        case .backreference: .patternBackreference
        case .size: .patternSize
        }
    }

    private static func report(
        _ fault: PatternError,
        in pattern: YAMLScalar,
        flags: YAMLScalar?,
        _ reading: inout Reading
    ) {
        let scalar = fault.part == .flags ? flags ?? pattern : pattern
        let start = reading.document.position(ofScalarAt: fault.offset, in: scalar)
        let rule: RuleID =
            switch fault.kind {
            case .syntax: .patternSyntax
            case .tooLarge: .patternTooLarge
            }
        let location = SourceLocation(path: scalar.location.path, start: start)
        let notes = fault.note.map { [Diagnostic.Note($0)] } ?? []
        reading.error(rule, at: location, fault.message, notes: notes)
    }
}
