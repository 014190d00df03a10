/// Small expressions over UTF-16 code units, matched in the most naive way: by trying everything.
///
/// It shares nothing with the compiler but the text of the pattern, which is what the two are compared on.
indirect enum OraclePattern {
    case unit(UInt16, source: String)
    case set(source: String, contains: @Sendable (UInt16) -> Bool)
    case assertion(source: String, holds: @Sendable ([UInt16], Int) -> Bool)
    case sequence([OraclePattern])
    case choice([OraclePattern])
    case loop(OraclePattern, minimum: Int, maximum: Int?)

    var source: String {
        switch self {
        case .unit(_, let source), .set(let source, _), .assertion(let source, _): source
        case .sequence(let parts): parts.map(\.source).joined()
        case .choice(let parts): "(?:" + parts.map(\.source).joined(separator: "|") + ")"
        case .loop(let body, let minimum, let maximum):
            "(?:\(body.source)){\(minimum),\(maximum.map(String.init) ?? "")}"
        }
    }

    func matches(_ string: String) -> Bool {
        let units = Array(string.utf16)
        return (0...units.count).contains { match(units, $0) { _ in true } }
    }

    private func match(_ units: [UInt16], _ place: Int, _ next: (Int) -> Bool) -> Bool {
        switch self {
        case .unit(let unit, _):
            return place < units.count && units[place] == unit && next(place + 1)
        case .set(_, let contains):
            return place < units.count && contains(units[place]) && next(place + 1)
        case .assertion(_, let holds):
            return holds(units, place) && next(place)
        case .sequence(let parts):
            guard let first = parts.first else { return next(place) }
            return first.match(units, place) { Self.sequence(Array(parts.dropFirst())).match(units, $0, next) }
        case .choice(let parts):
            return parts.contains { $0.match(units, place, next) }
        case .loop(let body, let minimum, let maximum):
            if minimum == 0 && next(place) { return true }
            guard maximum != 0 else { return false }
            let rest = Self.loop(body, minimum: max(0, minimum - 1), maximum: maximum.map { $0 - 1 })
            // A turn that reads nothing is one too many, unless it is asked for (ECMA-262 22.2.2.3.1).
            return body.match(units, place) { end in
                (end > place || minimum > 0) && rest.match(units, end, next)
            }
        }
    }
}

/// Makes expressions and strings that meet often.
struct OracleGenerator {
    var random: SplitMix64
    var isMultiline: Bool
    var isDotAll: Bool

    mutating func pattern(depth: Int) -> OraclePattern {
        let kind = Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random)
        switch kind {
        case 0, 1: return unit()
        case 2: return set()
        case 3: return set()
        case 4: return assertion()
        case 5, 6: return .sequence(parts(depth))
        case 7: return .choice(parts(depth))
        default:
            let minimum = Int.random(in: 0...2, using: &random)
            let maximum = Bool.random(using: &random) ? minimum + Int.random(in: 0...2, using: &random) : nil
            return .loop(pattern(depth: depth - 1), minimum: minimum, maximum: maximum)
        }
    }

    mutating func string() -> String {
        let characters = ["a", "b", "0", "_", "-", "\n", "\u{2028}", "é", "😀", "😁", "日"]
        return (0..<Int.random(in: 0...6, using: &random))
            .map { _ in characters.randomElement(using: &random) ?? "" }
            .joined()
    }

    private mutating func parts(_ depth: Int) -> [OraclePattern] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in pattern(depth: depth - 1) }
    }

    private mutating func unit() -> OraclePattern {
        let units: [(UInt16, String)] = [
            (0x61, "a"), (0x62, #"\x62"#), (0x30, "0"), (0x0A, #"\n"#), (0xE9, "é"), (0x65E5, #"\u65e5"#),
            (0xD83D, #"\ud83d"#), (0xDE00, #"\uDE00"#),
        ]
        let (unit, source) = units[Int.random(in: 0..<units.count, using: &random)]
        return .unit(unit, source: source)
    }

    private mutating func set() -> OraclePattern {
        switch Int.random(in: 0..<7, using: &random) {
        case 0: .set(source: "[ab]") { $0 == 0x61 || $0 == 0x62 }
        case 1: .set(source: "[^a]") { $0 != 0x61 }
        case 2: .set(source: #"\d"#) { 0x30...0x39 ~= $0 }
        case 3: .set(source: #"[^\w\n]"#) { !Self.isWord($0) && $0 != 0x0A }
        case 4: .set(source: "[😀]") { $0 == 0xD83D || $0 == 0xDE00 }
        case 5: .set(source: #"[\udc00-\udfff]"#) { 0xDC00...0xDFFF ~= $0 }
        default: dot()
        }
    }

    private func dot() -> OraclePattern {
        isDotAll ? .set(source: ".") { _ in true } : .set(source: ".") { !Self.isLineEnd($0) }
    }

    private mutating func assertion() -> OraclePattern {
        let isMultiline = isMultiline
        return switch Int.random(in: 0..<4, using: &random) {
        case 0:
            .assertion(source: "^") { units, place in
                place == 0 || isMultiline && Self.isLineEnd(units[place - 1])
            }
        case 1:
            .assertion(source: "$") { units, place in
                place == units.count || isMultiline && Self.isLineEnd(units[place])
            }
        case 2: .assertion(source: #"\b"#) { Self.isBoundary($0, $1) }
        default: .assertion(source: #"\B"#) { !Self.isBoundary($0, $1) }
        }
    }

    private static func isBoundary(_ units: [UInt16], _ place: Int) -> Bool {
        let before = place > 0 && isWord(units[place - 1])
        return before != (place < units.count && isWord(units[place]))
    }

    private static func isWord(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }

    private static func isLineEnd(_ unit: UInt16) -> Bool {
        [0x0A, 0x0D, 0x2028, 0x2029].contains(unit)
    }
}

/// A generator of random numbers that gives the same ones in every run (Steele, Lea and Flood, 2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
