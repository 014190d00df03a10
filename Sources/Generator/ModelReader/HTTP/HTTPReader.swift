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
            case "routes": routes.read(entry, &reading)
            default: reading.refuse(entry.key, of: "'http'", among: Vocabulary.http)
            }
        }
        http.routes = routes.finish(isAbsent: mapping.entry("routes") == nil)
        if !routes.hasUnreadStages { HostCheck(http).run(&reading) }
        return http
    }
}
