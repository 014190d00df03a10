/// Whether two texts of bytes are equal, in a time that depends on their lengths alone, so that it does not tell how far a
/// guess was right.
public func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
