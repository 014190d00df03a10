#if JWT
/// The parts of a signed token as it is sent (RFC 7515, section 7.1), still encoded.
struct CompactToken {
    /// How many bytes a token may have. Servers take a few times as much for all header fields together.
    static let maximumSize = 16 << 10

    let header: ArraySlice<UInt8>
    let payload: ArraySlice<UInt8>
    let signature: ArraySlice<UInt8>
    /// What the signature is about.
    let signedText: ArraySlice<UInt8>

    /// Splits a text; `nil` where it does not have the shape of a token: three texts in base 64 for URLs, joined by dots.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        let dot = UInt8(ascii: ".")
        let parts = bytes.split(separator: dot, maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, !parts[1].isEmpty,
            bytes.allSatisfy({ $0 == dot || Base64URL.value(of: $0) != nil })
        else { return nil }
        (header, payload, signature) = (parts[0], parts[1], parts[2])
        signedText = bytes[..<payload.endIndex]
    }

    /// How many bytes the token has.
    var size: Int { signature.endIndex }
}

/// Why a token is not good. The reason holds nothing of the token, whose sender may have chosen its text for the log.
struct TokenFault: Error {
    let reason: String
}
#endif
