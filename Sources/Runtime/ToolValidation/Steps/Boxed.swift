/// A value that is stored elsewhere, so that a struct can contain another of its own type: the next element of a list.
public struct Boxed<Value: Sendable>: Sendable {
    private final class Storage: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private var storage: Storage

    /// Stores a value.
    public init(_ value: Value) { storage = Storage(value) }

    /// The value.
    public var value: Value {
        get { storage.value }
        set { storage = Storage(newValue) }
    }
}
