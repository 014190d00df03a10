#if HTTP
import HTTPTypes
import Synchronization

/// Gives each request an id: the client's `X-Request-Id` if that is well formed and short, else a new one. The response
/// carries it, whatever its status, and every log line made under the stage states it.
public struct Correlation: Stage {
    /// Where the id stands, in requests and responses.
    private let field: HTTPField.Name

    /// Creates the stage.
    public init() { field = .requestID }

    /// Creates the stage for another header field.
    ///
    /// - Parameter header: Its name. `X-Request-Id` takes the place of what is no name of a header field.
    public init(header: String) { field = HTTPField.Name(header) ?? .requestID }

    /// Binds the request's trace to the task, and states the id in the response.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        let given = field == .requestID ? request.fields.requestID : request.headers[field]
        let id = given.flatMap { isRequestID($0) ? $0 : nil } ?? RequestIDs.next()
        let parent = request.fields.traceparent.flatMap { isTraceparent($0) ? $0 : nil }
        trace.note {
            $0.requestID = id
            $0.traceparent = parent
            if parent != nil {
                $0.tracestate = request.headers[.tracestate]
                $0.baggage = request.headers[.baggage]
            }
        }
        var response = await RequestTrace.$current.withValue(trace) { await next(request, trace) }
        response.headers.append(HTTPField(name: field, value: id))
        return response
    }
}

extension HTTPField.Name {
    /// `X-Request-Id`.
    static let requestID = known("X-Request-Id")

    fileprivate static let tracestate = known("tracestate")
    fileprivate static let baggage = known("baggage")

    /// A name that is known to be one.
    static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .contentType }
}

/// Ids for requests: hard to confuse, not meant to be hard to guess.
private enum RequestIDs {
    private static let prefix = UInt64.random(in: 0...UInt64.max)
    private static let count = Atomic<UInt64>(0)

    static func next() -> String {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        return hexadecimal([prefix, scrambled(number &+ prefix)])
    }

    /// A bijection whose results show no order (the finalizer of SplitMix64).
    private static func scrambled(_ number: UInt64) -> UInt64 {
        var bits = number
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

/// The numbers as digits of base 16, 16 for each.
func hexadecimal(_ numbers: [UInt64]) -> String {
    String(unsafeUninitializedCapacity: 16 * numbers.count) { buffer in
        for (place, number) in numbers.enumerated() {
            for digit in 0..<16 {
                let value = UInt8(truncatingIfNeeded: (number >> (60 - 4 * UInt64(digit))) & 0xF)
                buffer[16 * place + digit] = value < 10 ? 0x30 + value : 0x57 + value
            }
        }
        return 16 * numbers.count
    }
}

/// Whether a text can be taken for an id without harm to logs.
private func isRequestID(_ text: String) -> Bool {
    let bytes = text.utf8
    return (1...128).contains(bytes.count)
        && bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "="),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
}
#endif
