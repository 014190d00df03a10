internal import ToolModel

/// The types that lead back to themselves.
struct TypeCycles {
    /// The types of each cycle, in the order in which they name one another.
    private(set) var cycles: [[String]] = []

    /// Finds cycles: at least one through each set of types that name one another.
    ///
    /// - Parameters:
    ///   - names: All types.
    ///   - next: The types that one names.
    init(of names: [String], next: (String) -> [String]) {
        var done: Set<String> = []
        for start in names where !done.contains(start) {
            // A depth-first walk without recursion: there may be any number of types in a row.
            var path = [start]
            var places = [start: 0]
            var open = [next(start)]
            while let name = path.last {
                guard let other = open[open.count - 1].popLast() else {
                    done.insert(name)
                    places[name] = nil
                    path.removeLast()
                    open.removeLast()
                    continue
                }
                if let place = places[other] {
                    cycles.append(Array(path[place...]))
                } else if !done.contains(other) {
                    places[other] = path.count
                    path.append(other)
                    open.append(next(other))
                }
            }
        }
    }
}
