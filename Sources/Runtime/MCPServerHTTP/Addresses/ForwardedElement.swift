#if HTTP
/// What one proxy says in `Forwarded` (RFC 7239, section 4): `for="[2001:db8::17]:4711";proto=https`.
struct ForwardedElement {
    var node: String?
    var proto: String?

    /// Reads all elements of all fields.
    ///
    /// - Returns: The elements in their order, or `nil` where one is malformed. A quotation that a client leaves open must not
    ///   swallow what a proxy adds behind it.
    static func read(_ values: [String]) -> [ForwardedElement]? {
        var elements: [ForwardedElement] = []
        for value in values {
            var scanner = Scanner(rest: Array(value.utf8)[...])
            repeat {
                guard let element = scanner.element() else { return nil }
                elements.append(element)
            } while scanner.take(",")
            guard scanner.rest.isEmpty else { return nil }
        }
        return elements
    }

    private mutating func set(_ name: String, _ value: String) -> Bool {
        switch name {
        case "for" where node == nil: node = value
        case "proto" where proto == nil: proto = value
        // A parameter must not be there twice (section 4).
        case "for", "proto": return false
        default: break
        }
        return true
    }

    private struct Scanner {
        var rest: ArraySlice<UInt8>

        mutating func element() -> ForwardedElement? {
            var element = ForwardedElement()
            repeat {
                skipSpace()
                guard let name = token(), take("="), let value = take("\"") ? quotation() : token(),
                    element.set(name.lowercased(), value)
                else { return nil }
                skipSpace()
            } while take(";")
            return element
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func skipSpace() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 } }

        private mutating func token() -> String? {
            let token = rest.prefix(while: isTokenByte)
            rest = rest[token.endIndex...]
            return token.isEmpty ? nil : String(decoding: token, as: UTF8.self)
        }

        /// What stands up to the next quotation mark that is not escaped.
        private mutating func quotation() -> String? {
            var content: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let escaped = rest.popFirst() else { return nil }
                    content.append(escaped)
                default: content.append(byte)
                }
            }
            return nil
        }
    }
}

/// Whether a byte may be part of a token (RFC 9110, section 5.6.2).
func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
#endif
