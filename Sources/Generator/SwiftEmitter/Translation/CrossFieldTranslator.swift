import ToolModel

/// Writes the checks of an object's properties together.
struct CrossFieldTranslator {
    private let object: NamedObject

    init(_ object: NamedObject) { self.object = object }

    /// The statements that stand behind the reading of all properties.
    func statements() -> [Statement] { [] }
}
