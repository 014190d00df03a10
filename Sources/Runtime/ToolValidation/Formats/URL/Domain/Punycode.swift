/// Code points as ASCII (RFC 3492, with the parameters of IDNA).
///
/// The RFC's loops take quadratic time. Here each code point is placed in logarithmic time, for a label may be as long as
/// a message.
enum Punycode {
    private static let base = 36
    private static let delimiter = UInt8(ascii: "-")
    private static let firstCodePoint = 0x80
    private static let maximum = Int(Int32.max)

    /// Encodes a label.
    ///
    /// - Returns: The label, or `nil` where it has more code points than can be counted.
    static func encode(_ label: [UInt32]) -> [UInt8]? {
        var result = label.filter { $0 < firstCodePoint }.map { UInt8(truncatingIfNeeded: $0) }
        /// The places of code points that the decoder knows already.
        var known = PlaceCounts(count: label.count, isFull: false)
        for place in label.indices where label[place] < firstCodePoint { known.insert(place) }
        let rest = label.indices.filter { label[$0] >= firstCodePoint }.sorted { (label[$0], $0) < (label[$1], $1) }
        if !result.isEmpty { result.append(delimiter) }
        var bias = Bias()
        var (next, delta, count) = (firstCodePoint, 0, known.count)
        var group = rest[...]
        while let first = group.first {
            let point = label[first]
            let places = group.prefix { label[$0] == point }
            group = group.dropFirst(places.count)
            delta += (Int(point) - next) * (count + 1)
            var previous = 0
            for place in places {
                delta += known.count(in: previous..<place)
                guard delta <= maximum else { return nil }
                appendNumber(delta, bias.value, to: &result)
                count += 1
                bias.adapt(to: delta, count: count)
                (delta, previous) = (0, place)
            }
            delta = known.count(in: previous..<label.count) + 1
            next = Int(point) + 1
            for place in places { known.insert(place) }
        }
        return result
    }

    /// Decodes a label.
    ///
    /// - Parameter text: The label in lower-case ASCII, without `xn--`.
    /// - Returns: The code points, or `nil` where the text is no encoding.
    static func decode(_ text: ArraySlice<UInt32>) -> [UInt32]? {
        // A delimiter in front of which there is nothing is none.
        let delimiter = text.lastIndex(of: UInt32(delimiter)).flatMap { $0 > text.startIndex ? $0 : nil }
        let basic = delimiter.map { text[..<$0] } ?? []
        var digits = delimiter.map { text[($0 + 1)...] } ?? text
        guard basic.allSatisfy({ $0 < firstCodePoint }) else { return nil }
        var insertions: [(place: Int, point: UInt32)] = []
        var bias = Bias()
        var (point, place, count) = (firstCodePoint, 0, basic.count)
        while !digits.isEmpty {
            guard let delta = takeNumber(bias.value, from: &digits), delta <= maximum - place else { return nil }
            place += delta
            count += 1
            bias.adapt(to: delta, count: count)
            point += place / count
            place %= count
            guard point <= 0x10FFFF else { return nil }
            insertions.append((place, UInt32(point)))
            place += 1
        }
        return inserted(insertions, into: basic)
    }

    /// The last insertion is where it says. Of the places that are left the one before it has its own, and so on.
    private static func inserted(_ insertions: [(place: Int, point: UInt32)], into basic: ArraySlice<UInt32>)
        -> [UInt32]
    {
        var result: [UInt32?] = Array(repeating: nil, count: basic.count + insertions.count)
        var free = PlaceCounts(count: result.count, isFull: true)
        for insertion in insertions.reversed() {
            result[free.remove(at: insertion.place)] = insertion.point
        }
        var rest = basic
        return result.compactMap { $0 ?? rest.popFirst() }
    }

    // MARK: - Numbers

    /// How long the digits of the next number are expected to be.
    private struct Bias {
        private(set) var value = 72
        private var isFirst = true

        /// - Parameters:
        ///   - delta: The last number.
        ///   - count: How many code points there are by now.
        mutating func adapt(to delta: Int, count: Int) {
            var delta = isFirst ? delta / 700 : delta / 2
            isFirst = false
            delta += delta / count
            value = 0
            while delta > 35 * 26 / 2 {
                delta /= 35
                value += base
            }
            value += 36 * delta / (delta + 38)
        }
    }

    private static func threshold(_ position: Int, _ bias: Int) -> Int {
        min(max(position * base - bias, 1), 26)
    }

    private static func appendNumber(_ number: Int, _ bias: Int, to result: inout [UInt8]) {
        var rest = number
        var position = 1
        while case let threshold = threshold(position, bias), rest >= threshold {
            result.append(character(of: threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            position += 1
        }
        result.append(character(of: rest))
    }

    private static func takeNumber(_ bias: Int, from digits: inout ArraySlice<UInt32>) -> Int? {
        var (result, weight, position) = (0, 1, 1)
        while let digit = digits.popFirst().flatMap(value) {
            guard digit <= (maximum - result) / weight else { return nil }
            result += digit * weight
            let threshold = threshold(position, bias)
            if digit < threshold { return result }
            guard weight <= maximum / (base - threshold) else { return nil }
            weight *= base - threshold
            position += 1
        }
        return nil
    }

    private static func character(of digit: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: digit < 26 ? digit + 0x61 : digit - 26 + 0x30)
    }

    private static func value(of character: UInt32) -> Int? {
        switch character {
        case 0x61...0x7A: Int(character) - 0x61
        case 0x30...0x39: Int(character) - 0x30 + 26
        default: nil
        }
    }
}
