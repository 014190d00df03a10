/// How the bytes of UTF-8 spell the classes of an alphabet: a tree with one level for each byte after the first.
///
/// Without flag `u` the string consists of UTF-16 code units, so that four bytes spell two classes, those of a high and
/// of a low surrogate. Only well-formed text is read: what no character's bytes spell has the value of its neighbour.
struct UTF8Classes {
    /// What one more byte, or two classes, lead to.
    enum Symbol: Hashable {
        case single(Int)
        case pair(Int, Int)
    }

    /// What a continuation byte leads to: a position in ``symbols`` at height 1, else another node.
    struct Node: Hashable {
        var height: Int
        /// Where a run of equal values begins, from 0 to 63.
        var starts: [Int] = []
        var values: [Int] = []
    }

    private(set) var nodes: [Node] = []
    private(set) var symbols: [Symbol] = []
    /// The class of each ASCII character.
    private(set) var ascii: [Int] = []
    /// The node of each byte from 0xC2 to 0xF4, at its distance from 0xC2.
    private(set) var leads: [Int] = []

    static let firstLead = 0xC2

    private let alphabet: Alphabet
    private let isUnicode: Bool
    private var nodeNumbers: [Node: Int] = [:]
    private var pairNodes: [Halves: Int] = [:]
    private var symbolNumbers: [Symbol: Int] = [:]

    init(_ alphabet: Alphabet, isUnicode: Bool) {
        self.alphabet = alphabet
        self.isUnicode = isUnicode
        var range = 0
        for element in UInt32(0)..<0x80 {
            if range + 1 < alphabet.starts.count && alphabet.starts[range + 1] <= element { range += 1 }
            ascii.append(alphabet.classes[range])
        }
        for lead in UInt32(0xC2)...0xDF {
            let first = (lead & 0x1F) << 6
            leads.append(node(first, first + 0x3F, height: 1))
        }
        for lead in UInt32(0xE0)...0xEF {
            let first = (lead & 0x0F) << 12
            // Neither overlong forms nor surrogates are spelled.
            leads.append(node(max(first, 0x800), lead == 0xED ? 0xD7FF : first + 0xFFF, height: 2))
        }
        for lead in UInt32(0xF0)...0xF4 {
            let first = (lead & 0x07) << 18
            leads.append(node(max(first, 0x10000), min(first + 0x3FFFF, 0x10FFFF), height: 3))
        }
    }

    /// The node of the code points from `first` to `last`, which share all bytes but the last `height` ones.
    private mutating func node(_ first: UInt32, _ last: UInt32, height: Int) -> Int {
        if let symbol = commonSymbol(first, last) { return uniformNode(symbol, height: height) }
        guard let halves = commonHigh(first, last) else { return mixedNode(first, last, height: height) }
        if let known = pairNodes[halves] { return known }
        let node = mixedNode(first, last, height: height)
        pairNodes[halves] = node
        return node
    }

    /// What decides the node of pairs whose high surrogates are of one class: thousands of such nodes are equal.
    private struct Halves: Hashable {
        var high: Int
        var low: UInt32
        var count: UInt32
    }

    private func commonHigh(_ first: UInt32, _ last: UInt32) -> Halves? {
        guard !isUnicode && first > 0xFFFF else { return nil }
        guard let high = alphabet.commonClass(0xD7C0 + first >> 10, 0xD7C0 + last >> 10) else { return nil }
        return Halves(high: high, low: first & 0x3FF, count: last - first)
    }

    private mutating func mixedNode(_ first: UInt32, _ last: UInt32, height: Int) -> Int {
        let shift = UInt32(6 * (height - 1))
        let base = (first >> (shift + 6)) << (shift + 6)
        var node = Node(height: height)
        for index in (first - base) >> shift...(last - base) >> shift {
            let lower = max(first, base + index << shift)
            let upper = min(last, base + (index + 1) << shift - 1)
            // A single code point always has a symbol.
            let value =
                height == 1
                ? number(commonSymbol(lower, lower) ?? .single(0))
                : self.node(lower, upper, height: height - 1)
            if node.values.last != value {
                node.starts.append(node.starts.isEmpty ? 0 : Int(index))
                node.values.append(value)
            }
        }
        return number(node)
    }

    private mutating func uniformNode(_ symbol: Symbol, height: Int) -> Int {
        let value = height == 1 ? number(symbol) : uniformNode(symbol, height: height - 1)
        return number(Node(height: height, starts: [0], values: [value]))
    }

    private func commonSymbol(_ first: UInt32, _ last: UInt32) -> Symbol? {
        guard !isUnicode && first > 0xFFFF else { return alphabet.commonClass(first, last).map(Symbol.single) }
        let high = (first: 0xD7C0 + first >> 10, last: 0xD7C0 + last >> 10)
        let isOneHigh = high.first == high.last
        let low = isOneHigh ? (first: first & 0x3FF, last: last & 0x3FF) : (first: 0, last: 0x3FF)
        guard let highClass = alphabet.commonClass(high.first, high.last),
            let lowClass = alphabet.commonClass(0xDC00 + low.first, 0xDC00 + low.last)
        else { return nil }
        return .pair(highClass, lowClass)
    }

    private mutating func number(_ node: Node) -> Int {
        if let number = nodeNumbers[node] { return number }
        nodeNumbers[node] = nodes.count
        nodes.append(node)
        return nodes.count - 1
    }

    private mutating func number(_ symbol: Symbol) -> Int {
        if let number = symbolNumbers[symbol] { return number }
        symbolNumbers[symbol] = symbols.count
        symbols.append(symbol)
        return symbols.count - 1
    }
}
