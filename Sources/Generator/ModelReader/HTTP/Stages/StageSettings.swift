internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// What stands behind the name of a stage.
struct StageSettings {
    let name: StageName
    /// The name with what stands behind it; nothing where the name stands alone.
    let entry: YAMLMapping.Entry?
    /// Where the name stands.
    let location: SourceLocation

    init(_ name: StageName, _ entry: YAMLMapping.Entry?, at location: SourceLocation) {
        self.name = name
        self.entry = entry
        self.location = location
    }

    /// Whether a mapping stands there that says nothing.
    var isEmptyMapping: Bool { entry?.value.mapping?.entries.isEmpty ?? false }

    /// Whether a setting is named, well or not; where the settings are no mapping, nothing is missing but that.
    func names(_ key: String) -> Bool { entry.map { $0.value.mapping.map { $0.entry(key) != nil } ?? true } ?? true }

    /// Hands each known setting to a function, and reports the others.
    func forEach(_ reading: inout Reading, _ read: (YAMLMapping.Entry, inout Reading) -> Void) {
        guard let entry else { return }
        let subject = "'\(name.rawValue)'"
        guard let mapping = reading.mapping(entry.value, for: subject, expected: "a mapping of its settings") else {
            return
        }
        let keys = Vocabulary.settings(of: name)
        for setting in mapping.entries {
            if keys.known.contains(setting.key.text) {
                read(setting, &reading)
            } else {
                reading.refuse(setting.key, of: subject, among: keys)
            }
        }
    }
}
