#if OTLP
import ToolValidation
import Tracing

/// The JSON of OTLP: that of protocol buffers, but for ids, which are base 16 (OpenTelemetry Protocol, "JSON Protobuf Encoding").
extension JSONWriter {
    mutating func object(_ write: (inout JSONWriter) -> Void) {
        beginObject()
        write(&self)
        endObject()
    }

    mutating func array(_ key: StaticString, _ write: (inout JSONWriter) -> Void) {
        writeKey(key)
        beginArray()
        write(&self)
        endArray()
    }

    mutating func member(_ key: StaticString, _ text: String) {
        writeKey(key)
        write(text)
    }

    mutating func member(_ key: StaticString, _ number: Int) {
        writeKey(key)
        write(number)
    }

    /// A number of 64 bits is a text.
    mutating func member(_ key: StaticString, fixed number: UInt64) { member(key, String(number)) }

    /// What no number of JSON can say is a text.
    mutating func member(_ key: StaticString, _ number: Double) {
        writeKey(key)
        write(floatingPoint: number)
    }

    mutating func write(floatingPoint number: Double) {
        guard !number.isFinite else { return write(number) }
        write(number.isNaN ? "NaN" : number > 0 ? "Infinity" : "-Infinity")
    }

    /// A key and a value, as a list of attributes has them.
    mutating func write(_ key: String, _ value: SpanAttribute) {
        object { json in
            json.member("key", key)
            json.writeKey("value")
            json.write(value)
        }
    }

    private mutating func write(_ value: SpanAttribute) {
        switch value {
        case .int32Array(let numbers): write(list: numbers) { $0.member("intValue", String($1)) }
        case .int64Array(let numbers): write(list: numbers) { $0.member("intValue", String($1)) }
        case .doubleArray(let numbers): write(list: numbers) { $0.member("doubleValue", $1) }
        case .boolArray(let flags): write(list: flags) { $0.flag($1) }
        case .stringArray(let texts): write(list: texts) { $0.member("stringValue", $1) }
        case .stringConvertibleArray(let values): write(list: values) { $0.member("stringValue", "\($1)") }
        case .int32(let number): object { $0.member("intValue", String(number)) }
        case .int64(let number): object { $0.member("intValue", String(number)) }
        case .double(let number): object { $0.member("doubleValue", number) }
        case .bool(let flag): object { $0.flag(flag) }
        case .string(let text): object { $0.member("stringValue", text) }
        case .stringConvertible(let value): object { $0.member("stringValue", "\(value)") }
        default: object { _ in }
        }
    }

    private mutating func flag(_ flag: Bool) {
        writeKey("boolValue")
        write(flag)
    }

    private mutating func write<Element>(list: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        object { json in
            json.writeKey("arrayValue")
            json.object { json in
                json.array("values") { json in
                    for element in list { json.object { write(&$0, element) } }
                }
            }
        }
    }
}
#endif
