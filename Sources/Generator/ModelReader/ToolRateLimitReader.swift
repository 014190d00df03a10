internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads the `rateLimit` of a tool.
enum ToolRateLimitReader {
    static func read(_ entry: YAMLMapping.Entry, into tool: inout ToolDefinition, _ reading: inout Reading) {
        let expected = "a mapping with 'requests' and 'per', 'cost' or all of them"
        guard let mapping = reading.mapping(entry.value, for: "'rateLimit'", expected: expected) else { return }
        var requests: Int?
        var period: Duration?
        for setting in mapping.entries {
            switch setting.key.text {
            case "requests": requests = reading.count(setting.value, for: "'requests'")
            case "per": period = reading.duration(setting.value, for: "'per'")
            case "cost": tool.cost = reading.count(setting.value, for: "'cost'")
            default: reading.refuse(setting.key, of: "'rateLimit'", among: Vocabulary.toolRateLimit)
            }
        }
        if mapping.entries.isEmpty {
            reading.error(.emptyValue, at: entry.key.location, "'rateLimit' limits nothing: expected \(expected)")
        }
        for (name, other) in [("requests", "per"), ("per", "requests")] where mapping.entry(other) == nil {
            guard let setting = mapping.entry(name) else { continue }
            let message = "'\(name)' says nothing without '\(other)': write { requests: 10, per: 1m }"
            reading.error(.missingKey, at: setting.key.location, message)
        }
        if let requests, let period { tool.rateLimit = ToolRateLimit(requests: requests, per: period) }
    }
}
