/// Gives out names, each only once.
struct NameScope {
    private var taken: Set<String>

    /// Creates a scope in which some names are taken already.
    init(taken: Set<String> = []) {
        self.taken = taken
    }

    /// The name if it is free; otherwise the name with a suffix, and then with a number behind that.
    mutating func claim(_ name: String, suffix: String = "") -> String {
        if taken.insert(name).inserted { return name }
        if !suffix.isEmpty, taken.insert(name + suffix).inserted { return name + suffix }
        var number = 2
        while !taken.insert("\(name)\(suffix)\(number)").inserted { number += 1 }
        return "\(name)\(suffix)\(number)"
    }

    /// Keeps a name from being given out.
    mutating func reserve(_ name: String) { taken.insert(name) }
}
