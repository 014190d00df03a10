#if HTTP
import Configuration
import Synchronization
import SystemPackage

/// Reads the settings that a tools.yaml takes from the environment (`$NAME ?? default`).
///
/// Values come from the environment, or from the file that `CONFIG_FILE` in the environment names: lines of `NAME=value`,
/// which the environment overrules. Reading never throws: what is missing or malformed is noted in ``faults``, and a
/// placeholder takes its place, so that one start tells of every fault.
public struct SettingsReader: Sendable {
    /// What is wrong with the settings, one sentence or two each, beginning with the place in the YAML.
    public private(set) var faults: [String] = []

    private let config: ConfigReader

    init(_ config: ConfigReader, faults: [String] = []) {
        self.config = config
        self.faults = faults
    }

    /// Creates a reader of certain values, for tests.
    public init(values: [String: String]) {
        self.init(ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: values)))
    }

    /// A reader of the environment and, where that names one, of a file.
    static func load() async -> SettingsReader {
        let environment = EnvironmentVariablesProvider()
        let config = ConfigReader(provider: environment)
        guard let path = config.string(forKey: ConfigKey(["CONFIG_FILE"])), !path.isEmpty else {
            return SettingsReader(config)
        }
        do {
            let file = try await EnvironmentVariablesProvider(environmentFilePath: FilePath(path))
            return SettingsReader(ConfigReader(providers: [environment, file]))
        } catch {
            let fault =
                "CONFIG_FILE: \(path) cannot be read. Name a file with lines of NAME=value, or unset CONFIG_FILE."
            return SettingsReader(config, faults: [fault])
        }
    }
}

// MARK: - Values

extension SettingsReader {
    /// A text.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The text; empty where there is none.
    public mutating func text(_ name: String, default fallback: String? = nil, at place: String) -> String {
        value(name, fallback, place, "a text", placeholder: "") { $0 }
    }

    /// Texts, separated by commas; white space around them does not count.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The texts; one at least, unless there is no setting.
    public mutating func texts(_ name: String, default fallback: String? = nil, at place: String) -> [String] {
        value(name, fallback, place, "one or more texts, separated by commas", placeholder: []) { text in
            let texts = text.split(separator: ",").map { String(trimmed($0)) }.filter { !$0.isEmpty }
            return texts.isEmpty ? nil : texts
        }
    }

    /// Origins of pages, separated by commas; white space around them does not count.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The origins; `*` stands for all.
    public mutating func origins(_ name: String, default fallback: String? = nil, at place: String) -> [String] {
        let expected = "origins such as https://app.example.com, separated by commas"
        return value(name, fallback, place, expected, placeholder: []) { text in
            let texts = text.split(separator: ",").map { String(trimmed($0)) }.filter { !$0.isEmpty }
            return OriginList(texts).isSound ? texts : nil
        }
    }

    /// Networks of addresses, separated by commas; white space around them does not count.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The networks.
    public mutating func networks(_ name: String, default fallback: String? = nil, at place: String) -> [String] {
        let expected = "networks such as 10.0.0.0/8 or ::1/128, separated by commas"
        return value(name, fallback, place, expected, placeholder: []) { text in
            let texts = text.split(separator: ",").map { String(trimmed($0)) }.filter { !$0.isEmpty }
            return NetworkList(texts).faults.isEmpty ? texts : nil
        }
    }

    /// A whole number.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The number; 1 where there is none.
    public mutating func integer(_ name: String, default fallback: String? = nil, at place: String) -> Int {
        value(name, fallback, place, "a whole number", placeholder: 1) { Int($0) }
    }

    /// A number.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The number; 1 where there is none.
    public mutating func number(_ name: String, default fallback: String? = nil, at place: String) -> Double {
        value(name, fallback, place, "a number", placeholder: 1) { text in
            Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
    }

    /// `true` or `false`.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The value; `false` where there is none.
    public mutating func boolean(_ name: String, default fallback: String? = nil, at place: String) -> Bool {
        value(name, fallback, place, "true or false", placeholder: false) { Bool($0.lowercased()) }
    }

    /// A duration, such as `250ms`, `60s`, `5m`, `2h` or `1d`.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The duration; a second where there is none.
    public mutating func duration(_ name: String, default fallback: String? = nil, at place: String) -> Duration {
        value(name, fallback, place, "a duration such as 250ms, 60s or 5m", placeholder: .seconds(1)) { text in
            guard let (count, unit) = quantity(text) else { return nil }
            let milliseconds: [String: Int] = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
            return product(count, milliseconds[unit]).map { .milliseconds($0) }
        }
    }

    /// A number of bytes, such as `512`, `64KiB`, `4MiB` or `1GiB`.
    ///
    /// - Parameters:
    ///   - name: The name in the environment.
    ///   - fallback: What holds where there is none, as the YAML has it; `nil` if the setting is required.
    ///   - place: Where the YAML says so, such as `tools.yaml:7`.
    /// - Returns: The number; 1 where there is none.
    public mutating func byteCount(_ name: String, default fallback: String? = nil, at place: String) -> Int {
        value(name, fallback, place, "a size such as 512, 64KiB or 4MiB", placeholder: 1) { text in
            guard let (count, unit) = quantity(text) else { return nil }
            let bytes: [String: Int] = [
                "": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "kB": 1000, "KB": 1000, "MB": 1_000_000,
                "GB": 1_000_000_000,
            ]
            return product(count, bytes[unit])
        }
    }

    private mutating func value<Value>(
        _ name: String,
        _ fallback: String?,
        _ place: String,
        _ expected: String,
        placeholder: Value,
        _ read: (String) -> Value?
    ) -> Value {
        guard let given = given(name, fallback, place, expected) else { return placeholder }
        if let value = read(given.text) { return value }
        note("\(place): \(given.source) is not \(expected): \"\(printable(given.text))\".")
        return placeholder
    }

    /// The text of a setting, and what faults call it; `nil` where there is none, which is a fault of its own.
    mutating func given(
        _ name: String,
        _ fallback: String?,
        _ place: String,
        _ expected: String,
        takesDefault: Bool = true
    ) -> (text: String, source: String)? {
        if let text = config.string(forKey: ConfigKey([name])) { return (text, name) }
        if let fallback { return (fallback, "the default of \(name)") }
        let alternative = takesDefault ? ", or give it a default: $\(name) ?? …" : "."
        note("\(place): \(name) is not set. Set it to \(expected)\(alternative)")
        return nil
    }

    /// Keeps a fault once, though two stages may read the same setting.
    mutating func note(_ fault: String) {
        if !faults.contains(fault) { faults.append(fault) }
    }
}

/// A number of digits and the unit behind it.
private func quantity(_ text: String) -> (Int, String)? {
    let digits = text.prefix { ("0"..."9").contains($0) }
    return Int(digits).map { ($0, String(trimmed(text.dropFirst(digits.count)))) }
}

private func product(_ count: Int, _ factor: Int?) -> Int? {
    guard let factor else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
}
#endif
