#if OTLP
/// Decides which traces are recorded (OpenTelemetry, "Built-in samplers").
indirect enum Sampler: Sendable, Equatable {
    case always
    case never
    /// So many of all traces, from 0 to 1: the same ones in every process.
    case ratio(Double)
    /// As the caller decided, or, where there is none, by another sampler.
    case parentBased(root: Sampler)

    /// The sampler that the environment names.
    init(_ environment: inout Environment) {
        self = .parentBased(root: .always)
        guard let name = environment.text("OTEL_TRACES_SAMPLER") else { return }
        let root: Sampler
        switch name {
        case "always_on", "parentbased_always_on": root = .always
        case "always_off", "parentbased_always_off": root = .never
        case "traceidratio", "parentbased_traceidratio": root = .ratio(Self.ratio(&environment))
        default:
            environment.ignore(
                "OTEL_TRACES_SAMPLER",
                "what is known is always_on, always_off, traceidratio, and each of these behind parentbased_"
            )
            return
        }
        self = name.hasPrefix("parentbased_") ? .parentBased(root: root) : root
    }

    private static func ratio(_ environment: inout Environment) -> Double {
        guard let text = environment.text("OTEL_TRACES_SAMPLER_ARG") else { return 1 }
        guard let ratio = Double(text), (0...1).contains(ratio) else {
            environment.ignore("OTEL_TRACES_SAMPLER_ARG", "it is no number from 0 to 1")
            return 1
        }
        return ratio
    }

    /// Whether a span is recorded.
    func samples(_ trace: (high: UInt64, low: UInt64), parent: SpanIdentity?) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .ratio(let ratio):
            // The last 7 bytes, which W3C Trace Context (level 2) wants to be random.
            return trace.low & Self.randomBits >= UInt64((1 - ratio) * Double(Self.randomBits + 1))
        case .parentBased(let root): return parent?.isSampled ?? root.samples(trace, parent: nil)
        }
    }

    private static let randomBits: UInt64 = 1 << 56 - 1
}
#endif
