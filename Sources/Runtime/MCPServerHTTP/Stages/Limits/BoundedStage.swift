#if HTTP
/// A stage whose settings may make no sense, which a server says before it starts.
protocol BoundedStage: Stage {
    /// What is wrong with the settings, a sentence or two each.
    var faults: [String] { get }
}

/// A duration for the table of routes: `60s`, `250ms`.
func shortText(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return attoseconds == 0 ? "\(seconds)s" : "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms"
}
#endif
