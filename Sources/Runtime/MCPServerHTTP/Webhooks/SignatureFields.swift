#if HTTP
import Digests
import HTTPTypes

/// What the header fields of a webhook say of its signature.
struct SignatureFields: Sendable {
    /// What the sender calls the delivery, where that is a header field. Signed by Standard Webhooks, and not by GitHub.
    private(set) var id: String?
    /// When it was signed, in seconds since 1970.
    private(set) var timestamp: Int?
    /// The signatures of the version that is understood, as texts.
    private(set) var signatures: [Substring] = []
    /// What is signed in front of the body.
    private var prefix = ""
    private let scheme: WebhookScheme

    /// Why fields cannot be used, for logs alone.
    enum Fault: Error, Equatable {
        /// There is no signature, or none of a version that is understood.
        case unsigned(String)
        case malformed(String)
    }

    init(_ scheme: WebhookScheme, _ headers: HTTPFields) throws(Fault) {
        self.scheme = scheme
        switch scheme.kind {
        case .standard: try readStandard(headers)
        case .github: try readGitHub(headers)
        case .stripe: try readStripe(headers)
        case .slack: try readSlack(headers)
        }
    }

    /// Whether one of the signatures was made with one of the secrets.
    ///
    /// All are compared, each in constant time, so that how long it takes does not tell how close a guess was.
    func isSigned(_ body: [UInt8], with secrets: [WebhookSecret]) -> Bool {
        let content = Array(prefix.utf8) + body
        var isGood = false
        for secret in secrets {
            let expected = Array(scheme.text(HMACSHA256.code(of: content, key: secret.key)).utf8)
            for signature in signatures where isEqualInConstantTime(expected, Array(signature.utf8)) { isGood = true }
        }
        return isGood
    }

    /// How far the time of the signature is from now, in seconds; nothing where the scheme states no time.
    func age(_ now: Int) -> Int? { timestamp.map { abs(now - $0) } }
}

// MARK: - The schemes

extension SignatureFields {
    /// Standard Webhooks, "Signature scheme": `v1,` with base 64, several of them separated by spaces.
    private mutating func readStandard(_ headers: HTTPFields) throws(Fault) {
        let isSvix = headers[.webhook("signature")] == nil && headers[.svix("signature")] != nil
        let name = isSvix ? HTTPField.Name.svix : HTTPField.Name.webhook
        let list = try Self.signature(name("signature"), headers)
        let id = try Self.id(name("id"), headers)
        let (text, timestamp) = try Self.timestamp(try Self.field(name("timestamp"), headers), name("timestamp"))
        for entry in list.split(separator: " ") {
            guard let comma = entry.firstIndex(of: ",") else { throw .malformed("a signature has no version") }
            // Other versions, such as v1a, are of other schemes that the sender offers beside this one.
            if entry[..<comma] == "v1" { signatures.append(entry[entry.index(after: comma)...]) }
        }
        guard !signatures.isEmpty else { throw .unsigned("there is no signature of version v1") }
        (self.id, self.timestamp, prefix) = (id, timestamp, "\(id).\(text).")
    }

    /// `sha256=` with digits of base 16, over the body alone.
    private mutating func readGitHub(_ headers: HTTPFields) throws(Fault) {
        let signature = try Self.signature(.hubSignature, headers)
        guard signature.hasPrefix("sha256=") else { throw .malformed("the signature does not begin with sha256=") }
        signatures = [signature.dropFirst("sha256=".count)]
        id = try Self.id(.githubDelivery, headers)
    }

    /// `t=` with the time and `v1=` with digits of base 16, several of these while a secret is replaced.
    private mutating func readStripe(_ headers: HTTPFields) throws(Fault) {
        var times: [Substring] = []
        for entry in try Self.signature(.stripeSignature, headers).split(separator: ",") {
            guard let equals = entry.firstIndex(of: "=") else { throw .malformed("a part of the signature has no '='") }
            let value = entry[entry.index(after: equals)...]
            switch trimmed(entry[..<equals]) {
            case "t": times.append(value)
            case "v1": signatures.append(value)
            default: break
            }
        }
        guard let time = times.first, times.count == 1 else { throw .malformed("the signature states not one time") }
        let (text, timestamp) = try Self.timestamp(String(time), .stripeSignature)
        guard !signatures.isEmpty else { throw .unsigned("there is no signature of version v1") }
        (self.timestamp, prefix) = (timestamp, "\(text).")
    }

    /// `v0=` with digits of base 16.
    private mutating func readSlack(_ headers: HTTPFields) throws(Fault) {
        let signature = try Self.signature(.slackSignature, headers)
        guard signature.hasPrefix("v0=") else { throw .malformed("the signature does not begin with v0=") }
        signatures = [signature.dropFirst("v0=".count)]
        let (text, timestamp) = try Self.timestamp(try Self.field(.slackTimestamp, headers), .slackTimestamp)
        (self.timestamp, prefix) = (timestamp, "v0:\(text):")
    }
}

// MARK: - Fields

extension SignatureFields {
    private static let longestID = 256
    /// Enough for 30,000 years.
    private static let mostDigits = 12

    private static func signature(_ name: HTTPField.Name, _ headers: HTTPFields) throws(Fault) -> String {
        guard headers[name] != nil else { throw .unsigned("there is no \(name)") }
        return try field(name, headers)
    }

    private static func field(_ name: HTTPField.Name, _ headers: HTTPFields) throws(Fault) -> String {
        let values = headers[values: name]
        guard let value = values.first, values.count == 1 else {
            throw .malformed(values.isEmpty ? "there is no \(name)" : "there is more than one \(name)")
        }
        return value
    }

    private static func id(_ name: HTTPField.Name, _ headers: HTTPFields) throws(Fault) -> String {
        let id = try field(name, headers)
        guard (1...longestID).contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .malformed("\(name) is no id")
        }
        return id
    }

    /// The text counts, since that is what was signed.
    private static func timestamp(_ text: String, _ name: HTTPField.Name) throws(Fault) -> (String, Int) {
        let isNumber = text.utf8.count <= mostDigits && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber, let seconds = Int(text) else { throw .malformed("\(name) states no time") }
        return (text, seconds)
    }
}

extension HTTPField.Name {
    fileprivate static func webhook(_ name: String) -> HTTPField.Name { known("webhook-\(name)") }
    fileprivate static func svix(_ name: String) -> HTTPField.Name { known("svix-\(name)") }

    fileprivate static let hubSignature = known("X-Hub-Signature-256")
    fileprivate static let githubDelivery = known("X-GitHub-Delivery")
    fileprivate static let stripeSignature = known("Stripe-Signature")
    fileprivate static let slackSignature = known("X-Slack-Signature")
    fileprivate static let slackTimestamp = known("X-Slack-Request-Timestamp")
}
#endif
