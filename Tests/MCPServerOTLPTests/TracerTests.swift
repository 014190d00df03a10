#if OTLP
import Synchronization
import Testing
import Tracing

@testable import MCPServerOTLP

/// Spans, how they are named to others, and which are recorded.
@Suite struct TracerTests {
    /// Keeps the spans that have ended.
    private final class Collector: Sendable {
        let spans = Mutex<[FinishedSpan]>([])
        var all: [FinishedSpan] { spans.withLock { $0 } }

        func tracer(_ sampler: Sampler = .always, _ limits: SpanLimits = SpanLimits()) -> OTLPTracer {
            OTLPTracer(sampler: sampler, limits: limits) { span in self.spans.withLock { $0.append(span) } }
        }
    }

    private struct Fields: Extractor, Injector {
        func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
        func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) { carrier[key] = value }
    }

    private func extracted(_ fields: [String: String]) -> ServiceContext {
        var context = ServiceContext.topLevel
        Collector().tracer().extract(fields, into: &context, using: Fields())
        return context
    }

    private static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    @Test("What comes in goes on, with the span's own id")
    func propagation() throws {
        let collector = Collector()
        let tracer = collector.tracer()
        let context = extracted(["traceparent": Self.parent, "tracestate": "a=1,b=2", "baggage": "user=7"])
        let span = tracer.startSpan("s", context: context)
        var fields: [String: String] = [:]
        tracer.inject(span.context, into: &fields, using: Fields())
        #expect(fields["traceparent"] == "00-0af7651916cd43dd8448eb211c80319c-\(span.identity.spanText)-01")
        #expect(fields["tracestate"] == "a=1,b=2")
        #expect(fields["baggage"] == "user=7")
        #expect(span.identity.spanText != "b7ad6b7169203331")
        span.end()
        span.end()
        #expect(collector.all.map(\.parent) == [0xb7ad_6b71_6920_3331])
    }

    @Test(
        arguments: [
            "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
            "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
            "\(parent),\(parent)", "00-\u{661}af7651916cd43dd8448eb211c8031-b7ad6b7169203331-01",
        ]
    )
    func malformedParents(_ text: String) {
        #expect(extracted(["traceparent": text]).spanIdentity == nil)
    }

    @Test func laterVersionsAndLongLists() {
        let later = extracted(["traceparent": "01" + Self.parent.dropFirst(2) + "-more"])
        #expect(later.spanIdentity?.traceparent == Self.parent)
        let states = (0..<33).map { "k\($0)=v" }.joined(separator: ",")
        #expect(extracted(["traceparent": Self.parent, "tracestate": states]).spanIdentity?.traceState == nil)
        let hostile = extracted(["traceparent": Self.parent, "baggage": "a\r\nb: c"])
        #expect(hostile.spanIdentity?.baggage == nil)
    }

    @Test("Leading zeros are kept")
    func leadingZeros() {
        let text = "00-000000000000000000000000000000a1-00000000000000b2-00"
        #expect(extracted(["traceparent": text]).spanIdentity?.traceparent == text)
    }

    @Test func childrenShareTheirTrace() {
        let collector = Collector()
        let tracer = collector.tracer()
        tracer.withSpan("outer") { _ in tracer.withSpan("inner", ofKind: .client) { _ in } }
        tracer.withSpan("other") { _ in }
        let spans = collector.all
        #expect(spans.map(\.name) == ["inner", "outer", "other"])
        #expect(spans[0].parent == spans[1].identity.span)
        #expect(spans[0].identity.trace == spans[1].identity.trace)
        #expect(spans[1].parent == nil)
        #expect(spans[2].identity.trace != spans[1].identity.trace)
        #expect(spans[0].kind == .client)
        #expect(spans.allSatisfy { $0.start <= $0.end })
    }

    @Test func samplers() {
        let trace: (high: UInt64, low: UInt64) = (1, 0)
        let late: (high: UInt64, low: UInt64) = (1, .max)
        var parent = SpanIdentity(trace: trace, span: 1, isSampled: false)
        #expect(Sampler.always.samples(trace, parent: parent))
        #expect(!Sampler.parentBased(root: .always).samples(trace, parent: parent))
        #expect(Sampler.parentBased(root: .always).samples(trace, parent: nil))
        parent.isSampled = true
        #expect(Sampler.parentBased(root: .never).samples(trace, parent: parent))
        #expect(!Sampler.parentBased(root: .never).samples(trace, parent: nil))
        #expect(!Sampler.never.samples(trace, parent: parent))
        #expect(!Sampler.ratio(0.5).samples(trace, parent: nil))
        #expect(Sampler.ratio(0.5).samples(late, parent: nil))
        #expect(Sampler.ratio(1).samples(trace, parent: nil))
        #expect(!Sampler.ratio(0).samples(late, parent: nil))
    }

    @Test("Of a quarter of all traces about a quarter are recorded")
    func ratio() {
        let collector = Collector()
        let tracer = collector.tracer(.ratio(0.25))
        for _ in 0..<4000 { tracer.startSpan("s").end() }
        #expect((800...1200).contains(collector.all.count))
    }

    @Test("What is not recorded is named to others even so")
    func unsampled() {
        let collector = Collector()
        let tracer = collector.tracer(.never)
        let span = tracer.startSpan("s")
        span.attributes["a"] = 1
        #expect(!span.isRecording)
        #expect(span.attributes.isEmpty)
        #expect(span.identity.traceparent.hasSuffix("-00"))
        span.end()
        #expect(collector.all.isEmpty)
    }

    @Test func limits() throws {
        let collector = Collector()
        var limits = SpanLimits()
        (limits.attributes, limits.events, limits.links, limits.valueLength) = (2, 2, 1, 3)
        let tracer = collector.tracer(.always, limits)
        let span = tracer.startSpan("s")
        for name in ["c", "b", "a"] { span.attributes[name] = "12345" }
        for number in 0..<5 { span.addEvent(SpanEvent(name: "\(number)")) }
        for _ in 0..<3 { span.addLink(SpanLink(context: tracer.startSpan("l").context, attributes: [:])) }
        span.addLink(SpanLink(context: .topLevel, attributes: [:]))
        span.end()
        span.attributes["late"] = 1
        let finished = try #require(collector.all.last)
        #expect(finished.attributes.kept.map(\.name) == ["a", "b"])
        #expect(finished.attributes.kept.map(\.value) == ["123", "123"])
        #expect(finished.attributes.droppedCount == 1)
        #expect(finished.events.map(\.name) == ["0", "1"])
        #expect(finished.droppedEventCount == 3)
        #expect(finished.links.count == 1)
        #expect(finished.droppedLinkCount == 2)
    }

    @Test func errors() throws {
        struct Breakage: Error {}
        let collector = Collector()
        let tracer = collector.tracer()
        #expect(throws: Breakage.self) { try tracer.withSpan("s") { _ in throw Breakage() } }
        let span = try #require(collector.all.first)
        #expect(span.status?.code == .error)
        #expect(span.events.map(\.name) == ["exception"])
        #expect(span.events.first?.attributes.kept.map(\.name) == ["exception.message", "exception.type"])
    }
}
#endif
