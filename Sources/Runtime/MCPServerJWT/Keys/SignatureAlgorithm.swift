#if JWT
/// The ways to sign a token that can be verified with a public key (RFC 7518, section 3.1; RFC 8037).
///
/// There is no `none` and no `HS256` here, so that no setting and no token can ask for them.
enum SignatureAlgorithm: String, CaseIterable, Sendable {
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    case edDSA = "EdDSA"
}
#endif
