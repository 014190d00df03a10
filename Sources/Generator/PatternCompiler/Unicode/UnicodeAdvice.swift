extension UnicodeProperty {
    /// What a wrong name was perhaps meant to be, as it is written between the braces; nil if nothing is near.
    static func suggestion(name: String, value: String?) -> String? {
        let categories = Array(GeneralCategory.synonyms.joined())
        let scripts = Array(Script.synonyms.joined())
        guard let value else {
            let alone = categories + BinaryProperty.synonyms.joined() + EmojiStrings.names
            let scripts = scripts.map { (name: $0, advice: "Script=\($0)") }
            return nearest(to: name, in: alone.map { (name: $0, advice: $0) } + scripts)
        }
        let properties = [
            "General_Category": categories, "gc": categories, "Script": scripts, "sc": scripts,
            "Script_Extensions": scripts, "scx": scripts,
        ]
        // The other properties are true or false, and take no value.
        guard let property = nearest(to: name, in: properties.keys.map { (name: $0, advice: $0) }) else {
            return codePoints(name: name, value: nil).map { _ in name }
        }
        return nearest(to: value, in: (properties[property] ?? []).map { (name: $0, advice: "\(property)=\($0)") })
    }

    /// The advice of the candidate that takes the fewest edits to reach, of at most a third of the letters.
    private static func nearest(to name: String, in candidates: [(name: String, advice: String)]) -> String? {
        let wanted = letters(name)
        guard wanted.count <= 40 else { return nil }
        var best: (distance: Int, advice: String)?
        for candidate in candidates.sorted(by: { $0.name < $1.name }) {
            let known = letters(candidate.name)
            let allowed = max(wanted.count, known.count) / 3
            guard abs(known.count - wanted.count) <= allowed else { continue }
            let distance = editDistance(wanted, known)
            guard distance <= allowed, best.map({ distance < $0.distance }) ?? true else { continue }
            best = (distance, candidate.advice)
        }
        return best?.advice
    }

    /// Letter case, and what stands between words, are the commonest slips and count for nothing.
    private static func letters(_ name: String) -> [UInt8] {
        name.lowercased().utf8.filter { UInt8(ascii: "a") <= $0 && $0 <= UInt8(ascii: "z") }
    }

    /// How many letters must be inserted, removed or replaced.
    private static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var last = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                let replaced = last[column] + (letter == other ? 0 : 1)
                current.append(min(replaced, last[column + 1] + 1, current[column] + 1))
            }
            last = current
        }
        return last[second.count]
    }
}
