import ToolValidation

/// Writes a format as the runtime's value: `.uuid(version: 4)`.
enum FormatTranslator {
    static func expression(_ format: StringFormat) -> Expression {
        switch format {
        case .uuid(let version): call("uuid", version.map { .init("version", .integer($0)) })
        case .mac(let delimiter):
            call("mac", delimiter == ":" ? nil : .init("delimiter", .string(delimiter)))
        case .hash(let algorithm, let encoding):
            call(
                "hash",
                .init(nil, .member(nil, algorithm.rawValue)),
                encoding == .hex ? nil : .init("encoding", .member(nil, encoding.rawValue))
            )
        case .jwt(let algorithm): call("jwt", algorithm.map { .init("algorithm", .string($0)) })
        case .time(let precision): call("time", precision.map { .init("precision", .integer($0)) })
        case .datetime(let options): datetime(options)
        case .email, .guid, .nanoid, .cuid, .cuid2, .ulid, .xid, .ksuid, .ipv4, .ipv6, .cidrv4, .cidrv6, .hostname,
            .e164, .base64, .base64url, .hex, .emoji, .date, .duration:
            .member(nil, format.name)
        case .creditCard: .member(nil, "creditCard")
        }
    }

    private static func datetime(_ options: StringFormat.DateTimeOptions) -> Expression {
        var arguments: [Expression.Argument] = []
        if options.allowsOffset { arguments.append(.init("allowsOffset", .boolean(true))) }
        if options.allowsLocal { arguments.append(.init("allowsLocal", .boolean(true))) }
        if let precision = options.precision { arguments.append(.init("precision", .integer(precision))) }
        return call("datetime", arguments.isEmpty ? nil : .init(nil, .call(.member(nil, "init"), arguments)))
    }

    private static func call(_ name: String, _ arguments: Expression.Argument?...) -> Expression {
        .call(.member(nil, name), arguments.compactMap(\.self))
    }
}
