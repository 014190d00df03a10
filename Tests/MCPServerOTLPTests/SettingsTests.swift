#if OTLP
import MCPServer
import Testing

@testable import MCPServerOTLP

/// The environment variables of OpenTelemetry.
@Suite struct SettingsTests {
    private static let endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT"

    private func settings(_ values: [String: String]) -> OTLPSettings {
        OTLPSettings(Environment([Self.endpoint: "http://localhost:4318"].merging(values) { $1 }))
    }

    @Test func nothingIsSentWithoutAnEndpoint() {
        let settings = OTLPSettings(Environment(["OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"]))
        #expect(settings.traces == nil)
        #expect(settings.metrics == nil)
        #expect(settings.faults.isEmpty)
    }

    @Test(arguments: ["true", "TRUE"])
    func disabled(_ value: String) {
        let settings = settings(["OTEL_SDK_DISABLED": value, "OTEL_TRACES_SAMPLER": "x"])
        #expect(settings.traces == nil)
        #expect(settings.warnings.isEmpty)
        #expect(self.settings(["OTEL_SDK_DISABLED": "1"]).traces != nil)
    }

    @Test(
        "The paths of signals follow the common endpoint, and the endpoint of a signal is taken as it is",
        arguments: [
            ("http://localhost:4318", "http://localhost:4318/v1/traces"),
            ("http://localhost:4318/", "http://localhost:4318/v1/traces"),
            ("https://otlp.example.com/base?tenant=a", "https://otlp.example.com/base/v1/traces?tenant=a"),
            ("http://[::1]:4318", "http://[::1]:4318/v1/traces"),
        ]
    )
    func endpoints(_ endpoint: String, _ url: String) {
        #expect(settings([Self.endpoint: endpoint]).traces?.endpoint.url == url)
        let own = settings(["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": endpoint])
        #expect(own.traces?.endpoint.url == endpoint)
        #expect(own.metrics?.endpoint.url == "http://localhost:4318/v1/metrics")
    }

    @Test(
        arguments: [
            "localhost:4318", "ftp://localhost", "http://", "http://:4318", "http://a:b", "http://a:70000",
            "http://a b",
            "http://[::1", "http://a:0",
        ]
    )
    func wrongEndpoints(_ endpoint: String) {
        let settings = settings([Self.endpoint: endpoint])
        #expect(
            settings.faults == [
                "\(Self.endpoint) is not a URL such as http://localhost:4318, without a user: \"\(endpoint)\"."
            ]
        )
        #expect(settings.traces == nil)
    }

    @Test func noFaultTellsAPassword() {
        let settings = settings([
            Self.endpoint: "https://user:hunter2@otlp.example.com",
            "OTEL_EXPORTER_OTLP_HEADERS": "a=1,hunter2",
            "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT": "http://localhost:4318",
        ])
        #expect(settings.faults.count == 2)
        #expect(!settings.faults.joined().contains("hunter2"))
        #expect(settings.faults.joined().contains("Put credentials into OTEL_EXPORTER_OTLP_HEADERS."))
        #expect(settings.faults.joined().contains("OTEL_EXPORTER_OTLP_HEADERS: entry 2 is not a header field"))
    }

    @Test func headers() throws {
        let settings = settings([
            "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20x%3D, x-tenant = a ,",
            "OTEL_EXPORTER_OTLP_METRICS_HEADERS": "x-tenant=b",
        ])
        let traces = try #require(settings.traces)
        #expect(traces.headers.map(\.key) == ["authorization", "x-tenant"])
        #expect(traces.headers.map(\.value) == ["Bearer x=", "a"])
        #expect(settings.metrics?.headers.map(\.value) == ["b"])
        let hostile = self.settings(["OTEL_EXPORTER_OTLP_HEADERS": "a=1%0D%0Ab: 2"])
        #expect(hostile.faults.count == 1)
    }

    @Test func protocols() {
        let name = "OTEL_EXPORTER_OTLP_PROTOCOL"
        #expect(settings([name: "http/json"]).warnings.isEmpty)
        #expect(settings([:]).warnings.isEmpty)
        let protobuf = settings([name: "http/protobuf"])
        #expect(protobuf.faults.isEmpty)
        #expect(protobuf.warnings == ["\(name) is http/protobuf: JSON is sent, which the same endpoints take."])
        let grpc = settings([name: "grpc"])
        #expect(grpc.faults.count == 1)
        #expect(grpc.faults.first?.contains("Set it to http/json") ?? false)
        #expect(settings([name: "thrift"]).faults == ["\(name) is not http/json: \"thrift\"."])
    }

    @Test func exporters() {
        let settings = settings(["OTEL_TRACES_EXPORTER": "none", "OTEL_METRICS_EXPORTER": "prometheus"])
        #expect(settings.traces == nil)
        #expect(settings.metrics != nil)
        #expect(settings.warnings == ["OTEL_METRICS_EXPORTER is ignored: what is known here is otlp and none."])
    }

    @Test("What cannot be read is warned of and ignored, as OpenTelemetry wants it")
    func numbers() {
        let settings = settings([
            "OTEL_BSP_MAX_QUEUE_SIZE": "10", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE": "20", "OTEL_BSP_SCHEDULE_DELAY": "5s",
            "OTEL_METRIC_EXPORT_INTERVAL": "-1", "OTEL_EXPORTER_OTLP_TIMEOUT": "250",
            "OTEL_EXPORTER_OTLP_METRICS_TIMEOUT": "", "OTEL_SPAN_EVENT_COUNT_LIMIT": "3",
        ])
        #expect(settings.batching.queueSize == 10)
        #expect(settings.batching.batchSize == 10)
        #expect(settings.batching.delay == .seconds(5))
        #expect(settings.metricInterval == .seconds(60))
        #expect(settings.traces?.timeout == .milliseconds(250))
        #expect(settings.metrics?.timeout == .milliseconds(250))
        #expect(settings.limits.events == 3)
        let reason = "is ignored: it is no whole number of milliseconds from 1 to 1000000000."
        #expect(settings.warnings == ["OTEL_BSP_SCHEDULE_DELAY \(reason)", "OTEL_METRIC_EXPORT_INTERVAL \(reason)"])
        #expect(settings.faults.isEmpty)
    }

    @Test(
        arguments: [
            ("always_on", nil, Sampler.always), ("always_off", nil, .never), ("traceidratio", "0.25", .ratio(0.25)),
            ("parentbased_always_on", nil, .parentBased(root: .always)),
            ("parentbased_always_off", nil, .parentBased(root: .never)),
            ("parentbased_traceidratio", "0.5", .parentBased(root: .ratio(0.5))), ("traceidratio", "2", .ratio(1)),
            ("jaeger_remote", nil, .parentBased(root: .always)),
        ] as [(String, String?, Sampler)]
    )
    func samplers(_ name: String, _ argument: String?, _ sampler: Sampler) {
        var values = ["OTEL_TRACES_SAMPLER": name]
        values["OTEL_TRACES_SAMPLER_ARG"] = argument
        let settings = settings(values)
        #expect(settings.sampler == sampler)
        #expect(settings.warnings.isEmpty == (name != "jaeger_remote" && argument != "2"))
    }

    @Test func resources() {
        let settings = settings([
            "OTEL_RESOURCE_ATTRIBUTES": "service.name=a,deployment.environment.name=caf%C3%A9",
            "OTEL_SERVICE_NAME": "b",
        ])
        let resource = Resource(.init(name: "calculator", version: "1.2.3"), settings)
        let values = Dictionary(uniqueKeysWithValues: resource.attributes.map { ($0.key, $0.value) })
        #expect(values["service.name"] == "b")
        #expect(values["service.version"] == "1.2.3")
        #expect(values["deployment.environment.name"] == "café")
        #expect(values["service.instance.id"]?.count == 36)
        let wrong = self.settings(["OTEL_RESOURCE_ATTRIBUTES": "a=1,b"])
        #expect(wrong.warnings == ["OTEL_RESOURCE_ATTRIBUTES is ignored: entry 2 is not of the form key=value."])
        #expect(Resource(.init(name: "c", version: "1"), wrong).attributes.contains { $0.value == "c" })
    }
}
#endif
