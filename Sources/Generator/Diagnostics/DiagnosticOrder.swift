extension Sequence<Diagnostic> {
    /// The diagnostics in the order in which people read them: by file, then by position, each once.
    ///
    /// - Parameter paths: The files in the order of the command line; those that are not among them come last, by name.
    /// - Returns: The diagnostics; those at one place stay in the order in which they were found.
    public func inOrder(ofPaths paths: [String]) -> [Diagnostic] {
        let ranks = Dictionary(zip(paths, 0...)) { first, _ in first }
        var seen: Set<Diagnostic> = []
        return enumerated()
            .map { (rank: ranks[$0.element.location.path] ?? paths.count, index: $0.offset, diagnostic: $0.element) }
            .sorted { first, second in
                let (one, other) = (first.diagnostic.location, second.diagnostic.location)
                guard first.rank == second.rank else { return first.rank < second.rank }
                guard one.path == other.path else { return one.path < other.path }
                return (one.start, first.index) < (other.start, second.index)
            }
            .map(\.diagnostic)
            .filter { seen.insert($0).inserted }
    }

    /// The same diagnostics with every warning as an error, for `server: { strict: true }`.
    public func warningsAsErrors() -> [Diagnostic] {
        map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.severity = .error
            return diagnostic
        }
    }

    /// Whether an error is among them, so that nothing may be written.
    public var hasErrors: Bool {
        contains { $0.severity == .error }
    }
}
