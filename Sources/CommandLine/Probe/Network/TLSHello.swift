/// The first message of a TLS handshake (RFC 8446, 4.1.2), and what comes back for it.
///
/// It tells whether a port speaks TLS at all, and how fast. Whether the server's certificate can be trusted is for a whole
/// TLS library to say, which the request over HTTPS uses that follows.
enum TLSHello {
    /// How a port answers.
    enum Answer: Equatable {
        /// With its own part of the handshake.
        case handshake
        /// With a refusal, by its number (RFC 8446, 6).
        case alert(UInt8)
        /// With something that is no TLS.
        case other
        /// By ending the connection.
        case end
        case silence

        init(_ bytes: [UInt8]?) {
            guard let bytes else {
                self = .silence
                return
            }
            switch bytes.first {
            case nil: self = .end
            case 22 where bytes.count > 1 && bytes[1] == 3: self = .handshake
            case 21 where bytes.count > 1 && bytes[1] == 3: self = .alert(bytes.count > 6 ? bytes[6] : 0)
            default: self = .other
            }
        }
    }

    /// A hello that offers TLS 1.2 and 1.3 with what servers in use today can choose from.
    static func bytes(to host: String) -> [UInt8] {
        var hello: [UInt8] = [3, 3] + random() + [32] + random()
        hello += sized(pairs(ciphers)) + [1, 0]
        var extensions: [(UInt16, [UInt8])] = [
            (0xFF01, [0]),  // renegotiation_info
            (23, []),  // extended_master_secret
            (10, sized(pairs([0x001D, 0x0017, 0x0018]))),  // supported_groups: x25519, secp256r1, secp384r1
            (11, [1, 0]),  // ec_point_formats
            (13, sized(pairs(signatures))),  // signature_algorithms
            (16, sized([8] + Array("http/1.1".utf8))),  // application_layer_protocol_negotiation
            (43, [4] + pairs([0x0304, 0x0303])),  // supported_versions
            (45, [1, 1]),  // psk_key_exchange_modes
            // Any 32 bytes are a public key of x25519. Nobody goes on with the handshake, so that nobody needs the other key.
            (51, sized(pairs([0x001D]) + sized(random()))),  // key_share
        ]
        // Addresses are no server names (RFC 6066, 3).
        if host.contains(where: \.isLetter), !host.contains(":") {
            extensions.append((0, sized([0] + sized(Array(host.utf8)))))
        }
        hello += sized(extensions.flatMap { pairs([$0.0]) + sized($0.1) })
        let message = [1, 0] + sized(hello)
        return [22, 3, 1] + sized(message)
    }

    private static let ciphers: [UInt16] = [
        0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013, 0xC014, 0x009C, 0x009D, 0x002F,
        0x0035,
    ]
    private static let signatures: [UInt16] = [
        0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601,
    ]

    private static func random() -> [UInt8] { (0..<32).map { _ in .random(in: 0...255) } }

    private static func pairs(_ numbers: [UInt16]) -> [UInt8] {
        numbers.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    /// Bytes behind their count. None of ours are more than 16 bits can count.
    private static func sized(_ bytes: [UInt8]) -> [UInt8] { pairs([UInt16(clamping: bytes.count)]) + bytes }
}
