/// Gives out names, each only once.
struct NameScope {
    /// The names that mean something else already.
    private var reserved: Set<String>
    private var given: Set<String> = []

    /// Creates a scope in which some names are taken already.
    init(taken: Set<String> = []) {
        reserved = taken
    }

    /// The name if it is free; otherwise the name with a suffix, and then with a number behind that.
    mutating func claim(_ name: String, suffix: String = "") -> String {
        if take(name) { return name }
        if !suffix.isEmpty, take(name + suffix) { return name + suffix }
        var number = 2
        while !take("\(name)\(suffix)\(number)") { number += 1 }
        return "\(name)\(suffix)\(number)"
    }

    /// Keeps a name from being given out.
    mutating func reserve(_ name: String) { reserved.insert(name) }

    /// Whether a name means something else already, whoever claims it.
    func isReserved(_ name: String) -> Bool { reserved.contains(name) }

    private mutating func take(_ name: String) -> Bool {
        !reserved.contains(name) && given.insert(name).inserted
    }
}
