#if OTLP
/// What names a span to others (W3C Trace Context, level 1).
struct SpanIdentity: Sendable, Hashable {
    /// The trace: 16 bytes, not all zero.
    var trace: (high: UInt64, low: UInt64)
    /// The span: 8 bytes, not all zero.
    var span: UInt64
    /// Whether the trace is recorded.
    var isSampled: Bool
    /// What other tracing systems add; handed on untouched.
    var traceState: String?
    /// What callers hand on to all that they call.
    var baggage: String?

    /// `00-` trace `-` span `-` flags.
    var traceparent: String { "00-\(traceText)-\(spanText)-\(isSampled ? "01" : "00")" }

    var traceText: String { hexadecimal(trace.high) + hexadecimal(trace.low) }
    var spanText: String { Self.text(of: span) }

    static func text(of span: UInt64) -> String { hexadecimal(span) }

    static func == (left: SpanIdentity, right: SpanIdentity) -> Bool {
        left.trace == right.trace && left.span == right.span
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(trace.low)
        hasher.combine(span)
    }
}

extension SpanIdentity {
    /// Reads a `traceparent`; `nil` for what is none. Later versions may have more behind the flags.
    init?(traceparent: String, state: String? = nil, baggage: String? = nil) {
        let parts = traceparent.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count >= 4, parts.prefix(4).map(\.count) == [2, 32, 16, 2] else { return nil }
        guard let version = number(parts[0]), version != 0xFF, version != 0 || parts.count == 4 else { return nil }
        guard let high = number(parts[1].prefix(16)), let low = number(parts[1].dropFirst(16)) else { return nil }
        guard let span = number(parts[2]), let flags = number(parts[3]) else { return nil }
        guard high != 0 || low != 0, span != 0 else { return nil }
        self.init(
            trace: (high, low),
            span: span,
            isSampled: flags & 1 == 1,
            traceState: state.flatMap { Self.isSmall($0, members: 32) ? $0 : nil },
            baggage: baggage.flatMap { Self.isSmall($0, members: 180) ? $0 : nil }
        )
    }

    /// Whether a list may be handed on: it comes from a caller.
    private static func isSmall(_ list: String, members: Int) -> Bool {
        let bytes = list.utf8
        return bytes.count <= 8192 && bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
            && bytes.count(where: { $0 == UInt8(ascii: ",") }) < members
    }
}

/// Up to 16 lower-case digits of base 16.
private func number(_ digits: some Sequence<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    for digit in digits {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
        default: return nil
        }
    }
    return number
}

/// 16 digits.
private func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
#endif
