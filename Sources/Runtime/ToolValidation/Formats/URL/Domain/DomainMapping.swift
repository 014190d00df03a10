/// What the code points of a domain are mapped to (UTS #46, sections 4 and 5).
///
/// For all but a few that is the compatibility decomposition in lower case, so that only what may stand in a domain, and
/// the letters in lower case, are in tables.
struct DomainMapping: Sendable {
    static let shared = DomainMapping()

    private let allowed = CodePointRanges(DomainTables.allowed, hasValues: false)
    private let ignored = CodePointRanges(DomainTables.ignored, hasValues: false)
    private let foldings: [UInt32: UInt32]
    private let others: [UInt32: [UInt32]]

    private init() {
        var foldings: [UInt32: UInt32] = [:]
        TableReader.forEachMapping(in: DomainTables.foldings) { foldings[$0] = $1 }
        self.foldings = foldings
        var others: [UInt32: [UInt32]] = [:]
        var reader = TableReader(DomainTables.others)
        while !reader.isAtEnd {
            let point = reader.number()
            others[point] = reader.numbers(reader.number())
        }
        self.others = others
    }

    /// Maps a domain and normalizes it (NFC).
    func apply(to points: some Sequence<UInt32>) throws(DomainName.Fault) -> [UInt32] {
        var result: [UInt32] = []
        for point in points {
            guard allowed[point] > 0 else {
                guard ignored[point] > 0 else { throw .disallowed }
                continue
            }
            if let other = others[point] {
                result += other
            } else {
                let decomposed = Normalization.shared.decomposed(CollectionOfOne(point), isCompatible: true)
                for element in decomposed { result.append(foldings[element] ?? element) }
            }
        }
        return NormalizationForm.nfc.apply(to: result)
    }
}
