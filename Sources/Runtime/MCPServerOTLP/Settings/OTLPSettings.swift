#if OTLP
import MCPServer

/// What the environment says of the export (OpenTelemetry, "Environment Variable Specification" and "OTLP Exporter Configuration").
struct OTLPSettings: Sendable {
    /// Where a signal is sent, and how.
    struct Destination: Sendable {
        var endpoint: Endpoint
        /// Header fields. Their values may be secrets.
        var headers: [(key: String, value: String)] = []
        /// How long a request may take.
        var timeout: Duration = .seconds(10)
    }

    /// Where traces go; `nil` for nowhere.
    private(set) var traces: Destination?
    /// Where metrics go; `nil` for nowhere.
    private(set) var metrics: Destination?
    /// What the environment says of the server, in the order of precedence, the weakest first.
    private(set) var resource: [(key: String, value: String)] = []
    private(set) var sampler = Sampler.parentBased(root: .always)
    private(set) var batching = SpanBatching()
    private(set) var limits = SpanLimits()
    /// How often metrics are sent.
    private(set) var metricInterval = Duration.seconds(60)
    /// How long the sending of metrics may take.
    private(set) var metricTimeout = Duration.seconds(30)
    /// What keeps a server from its start.
    let faults: [String]
    /// What is worth a line of log at the start.
    let warnings: [String]

    init(_ environment: Environment = Environment()) {
        var environment = environment
        guard !environment.flag("OTEL_SDK_DISABLED") else {
            (faults, warnings) = ([], environment.warnings)
            return
        }
        traces = Self.destination("TRACES", "v1/traces", &environment)
        metrics = Self.destination("METRICS", "v1/metrics", &environment)
        resource = Self.resource(&environment)
        sampler = Sampler(&environment)
        batching = SpanBatching(&environment)
        limits = SpanLimits(&environment)
        metricInterval = environment.milliseconds("OTEL_METRIC_EXPORT_INTERVAL", default: 60_000)
        metricTimeout = environment.milliseconds("OTEL_METRIC_EXPORT_TIMEOUT", default: 30_000)
        (faults, warnings) = (environment.faults, environment.warnings)
    }

    // MARK: - Destinations

    private static func destination(_ signal: String, _ path: String, _ environment: inout Environment) -> Destination?
    {
        let exporter = "OTEL_\(signal)_EXPORTER"
        switch environment.text(exporter) {
        case "none": return nil
        case nil, "otlp": break
        case _?: environment.ignore(exporter, "what is known here is otlp and none")
        }
        let own = "OTEL_EXPORTER_OTLP_\(signal)_"
        let common = "OTEL_EXPORTER_OTLP_"
        guard let endpoint = endpoint(own, common, path, &environment) else { return nil }
        checkProtocol([own + "PROTOCOL", common + "PROTOCOL"], &environment)
        for name in ["CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY"] {
            guard let (name, _) = environment.first([own + name, common + name]) else { continue }
            environment.ignore(name, "certificates are checked as the system does it")
        }
        if let (name, text) = environment.first([own + "COMPRESSION", common + "COMPRESSION"]), text != "none" {
            environment.ignore(name, "what is sent is not compressed")
        }
        return Destination(
            endpoint: endpoint,
            headers: headers([own + "HEADERS", common + "HEADERS"], &environment),
            timeout: environment.milliseconds(own + "TIMEOUT", common + "TIMEOUT", default: 10_000)
        )
    }

    private static func endpoint(
        _ own: String,
        _ common: String,
        _ path: String,
        _ environment: inout Environment
    ) -> Endpoint? {
        guard let (name, text) = environment.first([own + "ENDPOINT", common + "ENDPOINT"]) else { return nil }
        let isOwn = name.hasPrefix(own)
        guard let given = Endpoint(text), let endpoint = isOwn ? given : given.appending(path) else {
            // It may hold a password.
            let shown = text.contains("@") ? "" : ": \"\(printable(text))\""
            let advice = text.contains("@") ? " Put credentials into \(common)HEADERS." : ""
            let fault = "\(name) is not a URL such as http://localhost:4318, without a user\(shown).\(advice)"
            environment.fault(fault)
            return nil
        }
        return endpoint
    }

    private static func checkProtocol(_ names: [String], _ environment: inout Environment) {
        guard let (name, text) = environment.first(names) else { return }
        switch text {
        case "http/json": return
        case "http/protobuf":
            environment.warn("\(name) is http/protobuf: JSON is sent, which the same endpoints take.")
        case "grpc":
            environment.fault(
                "\(name) is grpc, which is not spoken here. Set it to http/json, and the endpoint to the port of the "
                    + "receiver that takes HTTP, which is 4318 by default."
            )
        default: environment.fault("\(name) is not http/json: \"\(printable(text))\".")
        }
    }

    private static func headers(_ names: [String], _ environment: inout Environment) -> [(key: String, value: String)] {
        guard let (name, text) = environment.first(names) else { return [] }
        do throws(KeyValueList.Fault) {
            let pairs = try KeyValueList(text).pairs
            let places = pairs.indices.filter { !isField(pairs[$0]) }
            if let place = places.first { throw KeyValueList.Fault(place: place + 1) }
            return pairs
        } catch {
            environment.fault(
                "\(name): entry \(error.place) is not a header field, written name=value, with percent-encoding where it "
                    + "is needed."
            )
            return []
        }
    }

    private static func isField(_ pair: (key: String, value: String)) -> Bool {
        pair.key.utf8.allSatisfy { !"()<>@,;:\\\"/[]?={}".utf8.contains($0) }
            && pair.value.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 || $0 >= 0x80 }
    }

    // MARK: - The server

    private static func resource(_ environment: inout Environment) -> [(key: String, value: String)] {
        let name = "OTEL_RESOURCE_ATTRIBUTES"
        var attributes: [(key: String, value: String)] = []
        if let text = environment.text(name) {
            do throws(KeyValueList.Fault) {
                attributes = try KeyValueList(text).pairs
            } catch {
                environment.ignore(name, "entry \(error.place) is not of the form key=value")
            }
        }
        if let service = environment.text("OTEL_SERVICE_NAME") { attributes.append(("service.name", service)) }
        return attributes
    }
}
#endif
