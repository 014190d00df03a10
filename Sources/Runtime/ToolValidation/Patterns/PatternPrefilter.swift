/// Finds the places of a text where an automaton may leave its home, the state in which a search waits.
///
/// From home, a byte outside `first` leads home again. In effect so does one of `first` before one outside `second`:
/// wherever the former leads, the latter goes on from there as from home. Until a byte of `first` stands before one of
/// `second`, the state may be taken for home. `/https?:/` so waits for an h before a t, and a search for email addresses
/// for an @ behind what may stand there.
final class PatternPrefilter: Sendable {
    /// Shorter texts are not worth a search.
    static let minimumTextSize = 128

    /// The place of the row of the home.
    let home: UInt
    private let first: ByteRanges
    private let second: ByteRanges

    /// How many bytes are looked at together.
    private static let blockSize = 64

    /// Looks for the better home of two: the start, and where most ASCII characters lead from there.
    ///
    /// `next` gives the place to which a byte leads from the place of a row, nil where that has no row.
    init?(start: UInt, next: (UInt8, UInt) -> UInt?) {
        var popularity: [UInt: Int] = [:]
        for byte in 0..<UInt8(0x80) {
            if let place = next(byte, start), place != start { popularity[place, default: 0] += 1 }
        }
        let other = popularity.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
        let homes = [start, other ?? start].map { ($0, Self.leavingBytes($0, next)) }
        func weight(_ bytes: (first: ByteRanges, second: ByteRanges)) -> Int {
            bytes.first.weight * bytes.second.weight
        }
        let all = ByteRanges.all
        // Where an eighth of all pairs or more is looked for, too many are found.
        guard let (home, (first, second)) = homes.min(by: { weight($0.1) < weight($1.1) }),
            weight((first, second)) < all.weight * all.weight / 8
        else { return nil }
        self.home = home
        // Most bytes are no help, and beside a single rare one none is needed.
        let isRare = first.count == 1 && first.weight <= 1
        self.first = first.weight > all.weight / 2 ? all : first
        self.second = second.weight > all.weight / 2 || isRare && second.count > 1 ? all : second
    }

    private static func leavingBytes(
        _ home: UInt,
        _ next: (UInt8, UInt) -> UInt?
    ) -> (first: ByteRanges, second: ByteRanges) {
        // Home lies between characters. So continuation bytes, if they can follow it at all, lead home, and from where a
        // byte leads go on only those that UTF-8 has after it.
        var exits: [UInt?] = []
        var leadExits: [UInt?] = []
        let first = ByteRanges { byte in
            let place = next(byte, home)
            guard place != home, byte & 0xC0 != 0x80 else { return false }
            if byte < 0x80, !exits.contains(place) { exits.append(place) }
            if byte >= 0x80, !leadExits.contains(place) { leadExits.append(place) }
            return true
        }
        let second = ByteRanges { byte in
            (byte & 0xC0 == 0x80 ? leadExits : exits).contains { place in
                place.map { next(byte, $0) != next(byte, home) } ?? true
            }
        }
        return (first, second)
    }

    /// The first place from `start` on where the home may be left, or one with no more than a block behind it.
    @inline(never)
    private func nextCandidate(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        switch rangeCount {
        case 1: nextCandidate(in: text, from: start, ranges: 1)
        case 4: nextCandidate(in: text, from: start, ranges: 4)
        default: nextCandidate(in: text, from: start, ranges: 8)
        }
    }

    @inline(__always)
    private func nextCandidate(in text: UnsafeBufferPointer<UInt8>, from start: Int, ranges: Int) -> Int {
        /// Whether one of the next places is a candidate: a loop without a way out, which becomes vector code.
        @inline(__always)
        func hasCandidate(_ index: Int, among count: Int) -> Bool {
            var isFound: UInt8 = 0
            for offset in 0..<count {
                let isFirst: UInt8 = first.contains(text[index &+ offset], among: ranges) ? 1 : 0
                let isSecond: UInt8 = second.contains(text[index &+ offset &+ 1], among: ranges) ? 1 : 0
                isFound |= isFirst & isSecond
            }
            return isFound != 0
        }
        var index = start
        while index &+ Self.blockSize < text.count {
            if hasCandidate(index, among: Self.blockSize) {
                while !hasCandidate(index, among: 1) { index &+= 1 }
                return index
            }
            index &+= Self.blockSize
        }
        return index
    }

    /// How many ranges of each set are looked at.
    private var rangeCount: Int {
        switch max(first.count, second.count) {
        case 1: 1
        case 2...4: 4
        default: 8
        }
    }

    /// The use of the prefilter on one text, which is given up where it saves nothing.
    struct Search {
        /// Where to go on without the prefilter, unless the automaton is home before.
        private(set) var end = patience
        /// How many bytes were saved, less what finding the candidates cost.
        private var gain = 256

        /// For how many bytes the automaton may be away from home.
        private static let patience = 128

        /// The next place to go on from; sets the end anew.
        mutating func nextCandidate(
            _ prefilter: PatternPrefilter,
            _ text: UnsafeBufferPointer<UInt8>,
            from start: Int
        ) -> Int {
            let candidate = prefilter.nextCandidate(in: text, from: start)
            // A candidate nearby takes as long to find as so many steps, found by measuring.
            let cost = 24 &+ 8 &* prefilter.rangeCount
            gain &+= min(candidate &- start, 1_024) &- cost
            end = gain < 0 ? candidate : min(candidate &+ Self.patience, text.count)
            return candidate
        }
    }
}
