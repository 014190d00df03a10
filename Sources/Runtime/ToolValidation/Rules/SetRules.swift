extension JSONReader {
    /// Reads a list as a set: what stands in it twice counts once.
    ///
    /// - Parameters:
    ///   - rules: The rules of the set itself.
    ///   - issues: Where violations are reported. Those of elements have no place in their path, since a set has none.
    ///   - element: Reads one element.
    /// - Returns: The elements that could be read, or `nil` where the value is no list.
    public mutating func readSet<Element: Hashable>(
        _ rules: ArrayRules,
        _ issues: inout Issues,
        of element: (inout JSONReader, inout Issues) -> Element?
    ) -> Set<Element>? {
        var array = enterArray(expected: "set", rules, &issues)
        guard array.isEntered else { return nil }
        var elements: Set<Element> = []
        // JavaScript's sets know the same text, number or truth value again, and take each object for another one.
        var seen: Set<JSONValue> = []
        var unread = 0
        while nextElement(&array, &issues, isPlaced: false) {
            guard let type = nextType() else { break }
            if type != .array, type != .object {
                let start = bookmark
                guard let value = parseValue(), seen.insert(value).inserted else { continue }
                rewind(to: start)
            }
            if let element = element(&self, &issues) { elements.insert(element) } else { unread += 1 }
        }
        guard fault == nil else { return nil }
        leave()
        check(array, count: elements.count + unread, origin: .set, rules.storage, &issues)
        return elements
    }

    /// Reads a list of pairs, each of a key and its value.
    ///
    /// - Parameters:
    ///   - rules: The rules of the map itself.
    ///   - issues: Where violations are reported.
    ///   - key: Reads a key.
    ///   - value: Reads a value.
    /// - Returns: The entries that could be read, the last one where a key stands twice; `nil` where the value is no list
    ///   of pairs.
    public mutating func readMap<Key: Hashable, Value>(
        _ rules: ArrayRules,
        _ issues: inout Issues,
        key: (inout JSONReader, inout Issues) -> Key?,
        value: (inout JSONReader, inout Issues) -> Value?
    ) -> [Key: Value]? {
        var array = enterArray(expected: "map", rules, &issues)
        guard array.isEntered else { return nil }
        var entries: [Key: Value] = [:]
        // They count all the same: the map has them, whatever is wrong with them.
        var (keysWithoutValue, unreadKeys): (Set<Key>, Set<JSONValue>) = ([], [])
        var areAllPairs = true
        while nextElement(&array, &issues, isPlaced: false) {
            guard nextType() == .array else {
                areAllPairs = false
                skipValue()
                continue
            }
            guard let pair = readPair(&issues, message: rules.message, key: key, value: value) else { continue }
            switch (pair.key, pair.value) {
            case (let key?, let value?): entries[key] = value
            case (let key?, nil): keysWithoutValue.insert(key)
            case (nil, _): unreadKeys.insert(pair.raw)
            }
        }
        guard fault == nil else { return nil }
        leave()
        guard areAllPairs else {
            issues.take(since: array.mark)
            issues.appendInvalidType(expected: "map", received: .array, message: rules.message)
            return nil
        }
        let unread = keysWithoutValue.count { entries[$0] == nil } + unreadKeys.count
        check(array, count: entries.count + unread, origin: .map, rules.storage, &issues)
        return entries
    }

    private mutating func readPair<Key, Value>(
        _ issues: inout Issues,
        message: String?,
        key: (inout JSONReader, inout Issues) -> Key?,
        value: (inout JSONReader, inout Issues) -> Value?
    ) -> (raw: JSONValue, key: Key?, value: Value?)? {
        let rules = TupleRules(count: 2, required: 0, hasRest: true)
        guard var tuple = enterTuple(rules, &issues) else { return nil }
        let start = bookmark
        let raw: JSONValue? = nextByte() == UInt8(ascii: "]") ? .none : parseValue()
        guard fault == nil else { return nil }
        rewind(to: start)
        var (readKey, readValue): (Key?, Value?)
        while let place = nextPlace(&tuple, &issues, isPlaced: false) {
            let mark = issues.count
            switch place {
            case 0: readKey = key(&self, &issues)
            case 1: readValue = value(&self, &issues)
            default: skipValue()
            }
            guard issues.count > mark else { continue }
            if let step = raw?.pathStep {
                issues.prefix(since: mark, step, rank: 0)
            } else {
                wrap(since: mark, isKey: place == 0, raw ?? .null, message: message, &issues)
            }
        }
        guard fault == nil else { return nil }
        return (raw ?? .null, readKey, readValue)
    }

    /// A key that is neither text nor number cannot stand in a path: its issues become the details of another one.
    private func wrap(since mark: Int, isKey: Bool, _ key: JSONValue, message: String?, _ issues: inout Issues) {
        let branch = issues.take(since: mark)
        let details = issues.details(of: branch)
        issues.append(
            ValidationIssue(
                isKey ? .invalidKey : .invalidElement,
                message: message ?? "Invalid \(isKey ? "key" : "value") in map",
                details: isKey
                    ? ["origin": "map", "issues": details]
                    : ["origin": "map", "key": key, "issues": details]
            ),
            .hard
        )
    }
}

extension JSONValue {
    fileprivate var pathStep: ValidationIssue.PathElement? {
        switch self {
        case .string(let text): .key(text)
        case .number(let number): Int(exactly: number).map { .index($0) }
        default: nil
        }
    }
}
