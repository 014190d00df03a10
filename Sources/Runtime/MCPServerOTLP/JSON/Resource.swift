#if OTLP
import MCPServer
import ToolValidation
import Tracing

/// What is measured: the server (OpenTelemetry, "Resource Semantic Conventions").
struct Resource: Sendable {
    /// In the order of their keys, each once.
    let attributes: [(key: String, value: String)]

    /// What a server says of itself, unless its environment says something else.
    init(_ server: ServerInfo, _ settings: OTLPSettings) {
        var values = [
            "service.name": server.name, "service.version": server.version, "service.instance.id": Self.instance,
            "telemetry.sdk.name": Self.scope, "telemetry.sdk.language": "swift",
        ]
        for (key, value) in settings.resource { values[key] = value }
        attributes = values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What makes the spans.
    static let scope = "swift-mcp-generator"

    /// What tells the process from others of the same service: a random UUID (RFC 9562, version 4).
    private static let instance: String = {
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }.joined(separator: "-")
    }()

    /// A request: one resource, one scope and what was measured in it.
    func request(
        _ resources: StaticString,
        _ scopes: StaticString,
        _ things: StaticString,
        _ write: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.array(resources) { json in
                json.object { json in
                    json.writeKey("resource")
                    json.object { json in
                        json.array("attributes") { json in
                            for (key, value) in attributes { json.write(key, .string(value)) }
                        }
                    }
                    json.array(scopes) { json in
                        json.object { json in
                            json.writeKey("scope")
                            json.object { $0.member("name", Self.scope) }
                            json.array(things, write)
                        }
                    }
                }
            }
        }
        return json.bytes
    }
}
#endif
