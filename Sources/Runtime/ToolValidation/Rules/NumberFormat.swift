/// A range of numbers that has a name.
public enum NumberFormat: String, Sendable, Hashable, CaseIterable {
    /// The numbers that a `Float` does not overflow for. They are not rounded to one.
    case float32
}

/// Which whole numbers there are.
public enum IntegerWidth: String, Sendable, Hashable, CaseIterable {
    /// Those below which every whole number has a double of its own: -(2^53 - 1) to 2^53 - 1.
    case safe
    /// -2^31 to 2^31 - 1.
    case int32
    /// 0 to 2^32 - 1.
    case uint32
    /// -2^63 to 2^63 - 1, read exactly; written as a number, or as a text for those who cannot write such numbers.
    case int64
}
