internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads the `http:` section.
enum HTTPReader {
    static func read(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> HTTPDefinition {
        var http = HTTPDefinition(location: entry.key.location)
        let expected = "a mapping ('{}' for all defaults)"
        guard let mapping = reading.mapping(entry.value, for: "'http'", expected: expected) else { return http }
        var routes = RoutesReader(section: entry.key)
        for entry in mapping.entries {
            switch entry.key.text {
            case "host":
                let host = SettingReader.read(entry, expected: "a host", HTTPValues.host, &reading)
                http.host = host ?? http.host
            case "port":
                let port = SettingReader.read(entry, expected: "a port", HTTPValues.port, &reading)
                http.port = port ?? http.port
            case "maxBodySize":
                let size = SettingReader.read(entry, expected: "a size (4MiB)", HTTPValues.byteCount, &reading)
                http.maxBodySize = size ?? http.maxBodySize
            case "maxConnections": http.limits.maxConnections = count(entry, &reading)
            case "maxSessions": http.limits.maxSessions = count(entry, &reading)
            case "sessionTimeout": http.limits.sessionTimeout = duration(entry, &reading)
            case "idleTimeout": http.limits.idleTimeout = duration(entry, &reading)
            case "readTimeout": http.limits.readTimeout = duration(entry, &reading)
            case "drainTimeout": http.limits.drainTimeout = duration(entry, &reading)
            case "trustedProxies": http.trustedProxies = SettingList.proxyNetworks.read(entry, &reading)
            case "tls": http.tls = readTLS(entry, &reading)
            case "routes": routes.read(entry, &reading)
            default: reading.refuse(entry.key, of: "'http'", among: Vocabulary.http)
            }
        }
        http.routes = routes.finish(isAbsent: mapping.entry("routes") == nil)
        RouteChecks.run(on: http, &reading)
        return http
    }

    private static func readTLS(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> TLSSettings? {
        let expected = "a mapping with 'certificate' and 'key'"
        guard let mapping = reading.mapping(entry.value, for: "'tls'", expected: expected) else { return nil }
        var certificate: SettingValue<String>?
        var key: SettingValue<String>?
        for entry in mapping.entries {
            switch entry.key.text {
            case "certificate": certificate = path(entry, &reading)
            case "key": key = path(entry, &reading)
            default: reading.refuse(entry.key, of: "'tls'", among: Vocabulary.tls)
            }
        }
        for name in Vocabulary.tls.known where mapping.entry(name) == nil {
            reading.error(.missingKey, at: entry.key.location, "'tls' needs '\(name)', the path of a PEM file")
        }
        guard let certificate, let key else { return nil }
        return TLSSettings(certificate: certificate, key: key)
    }

    private static func path(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> SettingValue<String>? {
        SettingReader.read(entry, expected: "the path of a PEM file", HTTPValues.path, &reading)
    }

    private static func count(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> SettingValue<Int>? {
        SettingReader.read(entry, expected: "a number", HTTPValues.count, &reading)
    }

    private static func duration(_ entry: YAMLMapping.Entry, _ reading: inout Reading) -> SettingValue<Duration>? {
        SettingReader.read(entry, expected: "a duration (30s)", HTTPValues.duration, &reading)
    }
}
