extension Condition {
    /// The properties that are named, each once, in the order in which they are.
    public var paths: [PropertyPath] {
        var paths: [PropertyPath] = []
        for path in allPaths where !paths.contains(path) { paths.append(path) }
        return paths
    }

    private var allPaths: [PropertyPath] {
        switch self {
        case .constant: []
        case .property(let path), .has(let path): [path]
        case .not(let condition): condition.allPaths
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.allPaths)
        case .numbers(let left, _, let right): left.paths + right.paths
        case .isNumber(let number, _): number.paths
        case .texts(let left, _, let right), .starts(let left, let right): [left.path, right.path].compactMap { $0 }
        case .isText(let text, _): [text.path].compactMap { $0 }
        case .moments(let left, _, let right): [left.path, right.path].compactMap { $0 }
        case .booleans(let left, _, let right): [left, right]
        }
    }
}

extension Quantity {
    fileprivate var paths: [PropertyPath] {
        switch self {
        case .constant: []
        case .property(let path, _), .length(let path), .count(let path): [path]
        case .negated(let number): number.paths
        case .calculated(let left, _, let right): left.paths + right.paths
        }
    }
}

extension TextOperand {
    fileprivate var path: PropertyPath? {
        if case .property(let path) = self { path } else { nil }
    }
}

extension MomentOperand {
    fileprivate var path: PropertyPath? {
        if case .property(let path, _) = self { path } else { nil }
    }
}
