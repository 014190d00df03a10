/// Consecutive code points of one kind: only those that may hold characters are worth asking about one by one.
struct CodePointSpan {
    let lowerBound: UInt32
    let upperBound: UInt32

    private init(_ lowerBound: UInt32, _ upperBound: UInt32) {
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }

    /// The planes that Unicode assigns characters in, less the surrogates.
    static let withCharacters = [
        CodePointSpan(0, 0xD7FF), CodePointSpan(0xE000, 0x3FFFF), CodePointSpan(0xE0000, 0xEFFFF),
    ]

    /// Planes that are wholly unassigned, and the noncharacters behind private use.
    static let unassigned = [
        CodePointSpan(0x40000, 0xDFFFF), CodePointSpan(0xFFFFE, 0xFFFFF), CodePointSpan(0x10FFFE, 0x10FFFF),
    ]

    /// Private use outside plane 0.
    static let privateUse = [CodePointSpan(0xF0000, 0xFFFFD), CodePointSpan(0x100000, 0x10FFFD)]

    /// The noncharacters at the ends of the planes that hold no character: of all code points there, no others have a
    /// binary property.
    static let noncharacters = (UInt32(4)...16).filter { $0 != 14 }
        .map { CodePointSpan($0 << 16 | 0xFFFE, $0 << 16 | 0xFFFF) }
}
