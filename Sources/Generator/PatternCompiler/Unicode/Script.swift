import ToolValidation

/// Script and Script_Extensions.
enum Script {
    /// The code points whose Script is the one of that name.
    static func codePoints(_ name: String) -> CodeUnitSet? {
        guard let place = places[name] else { return nil }
        return scripts[place].map { CodeUnitSet(unordered: $0) } ?? CodeUnitSet()
    }

    /// The code points whose Script_Extensions hold the script of that name.
    static func extendedCodePoints(_ name: String) -> CodeUnitSet? {
        guard let place = places[name], let script = codePoints(name) else { return nil }
        // Where extensions are given, the script itself counts only if it is among them.
        let excluded = script.complement(upTo: 0x10FFFF).intervals + extensions.map(\.range)
        let unextended = CodeUnitSet(unordered: excluded).complement(upTo: 0x10FFFF)
        let extended = extensions.filter { $0.scripts.contains(place) }.map(\.range)
        return CodeUnitSet(unordered: unextended.intervals + extended)
    }

    /// The names of each script, the long one first.
    static let synonyms: [[String]] = {
        // The lines of the literal end behind commas.
        let names = "\(UnicodeTables.scriptNames)".split(separator: "\n").joined()
        return names.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
    }()

    private static let places: [String: UInt32] = {
        var result: [String: UInt32] = [:]
        for (place, names) in synonyms.enumerated() {
            for name in names { result[name] = UInt32(place) }
        }
        return result
    }()

    private static let scripts: [UInt32: [CodeUnitSet.Interval]] = {
        var result: [UInt32: [CodeUnitSet.Interval]] = [:]
        var reader = TableReader(UnicodeTables.scripts)
        var end: UInt32 = 0
        while !reader.isAtEnd {
            let range = reader.range(after: &end)
            result[reader.number(), default: []].append(range)
        }
        return result
    }()

    private static let extensions: [(range: CodeUnitSet.Interval, scripts: [UInt32])] = {
        var setReader = TableReader(UnicodeTables.extensionSets)
        var sets: [[UInt32]] = []
        while !setReader.isAtEnd { sets.append(setReader.numbers(setReader.number())) }

        var result: [(range: CodeUnitSet.Interval, scripts: [UInt32])] = []
        var reader = TableReader(UnicodeTables.extensions)
        var end: UInt32 = 0
        while !reader.isAtEnd {
            let range = reader.range(after: &end)
            result.append((range, sets[Int(reader.number())]))
        }
        return result
    }()
}
