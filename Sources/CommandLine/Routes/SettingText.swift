import ToolModel

/// Values of `http:` as the YAML writes them, for people to read.
extension SettingValue {
    /// The value as far as the YAML has it: of a setting its name, and what stands for it where it is not set.
    var text: String {
        switch source {
        case .literal(let value as [String]): value.isEmpty ? "none" : value.joined(separator: ", ")
        case .literal(let value as Duration): durationText(value)
        case .literal(let value): "\(value)"
        case .setting(let name, nil): "$\(name)"
        case .setting(let name, let defaultText?): "$\(name) ?? \(defaultText.isEmpty ? "none" : defaultText)"
        }
    }
}

extension SettingValue<Int> {
    /// The value as a size, such as `4MiB`.
    var byteCountText: String {
        guard let count = literal else { return text }
        return shortest(count, of: [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1)])
    }
}

private func durationText(_ duration: Duration) -> String {
    let milliseconds = Int(duration / .milliseconds(1))
    return shortest(milliseconds, of: [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)])
}

/// A number in the first unit that it is a multiple of.
private func shortest(_ number: Int, of units: [(name: String, factor: Int)]) -> String {
    let unit = units.first { number.isMultiple(of: $0.factor) } ?? ("", 1)
    return "\(number / unit.factor)\(unit.name)"
}
