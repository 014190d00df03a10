internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Reads `format:`, a name or `{ value: uuid, version: v4 }`.
enum FormatReader {
    static func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> Rule<StringRule>? {
        guard let setting = RuleSetting(entry, takesOptions: true, &reading) else { return nil }
        guard let value = setting.value, let name = reading.text(value, for: "'format'") else { return nil }
        guard Vocabulary.formats.known.contains(name) else {
            refuse(name, at: value.location, &reading)
            return nil
        }
        var options = FormatOptions()
        for option in setting.options { options.read(option, of: name, &reading) }
        if name == "hash", options.hashAlgorithm == nil {
            if !setting.options.contains(where: { $0.key.text == "alg" }) {
                let example = "{ value: hash, alg: sha256 }"
                reading.error(.missingKey, at: value.location, "format 'hash' has no 'alg': write \(example)")
            }
            return nil
        }
        return format(name, options).map { setting.rule(.format($0)) }
    }

    private static func format(_ name: String, _ options: FormatOptions) -> StringFormat? {
        switch name {
        case "email": .email
        case "uuid": .uuid(version: options.version)
        case "guid": .guid
        case "nanoid": .nanoid
        case "cuid": .cuid
        case "cuid2": .cuid2
        case "ulid": .ulid
        case "xid": .xid
        case "ksuid": .ksuid
        case "ipv4": .ipv4
        case "ipv6": .ipv6
        case "mac": .mac(delimiter: options.delimiter)
        case "cidrv4": .cidrv4
        case "cidrv6": .cidrv6
        case "base64": .base64
        case "base64url": .base64url
        case "jwt": .jwt(algorithm: options.algorithm)
        case "e164": .e164
        case "emoji": .emoji
        case "hostname": .hostname
        case "hex": .hex
        case "hash": options.hashAlgorithm.map { .hash($0, encoding: options.hashEncoding) }
        case "creditCard": .creditCard
        case "date": .date
        case "time": .time(precision: options.dateTime.precision)
        case "datetime": .datetime(options.dateTime)
        case "duration": .duration
        default: nil
        }
    }

    private static func refuse(_ name: String, at location: SourceLocation, _ reading: inout Reading) {
        if Vocabulary.formats.planned.contains(name) {
            reading.error(.notSupported, at: location, "format '\(name)' is not supported yet")
        } else {
            let advice = reading.advice(for: name, among: Vocabulary.formats)
            reading.error(.unknownFormat, at: location, "unknown format \(quoted(name))\(advice)")
        }
    }
}
