/// The normalization forms of Unicode (UAX #15); the raw values are those of JavaScript's `normalize`.
public enum NormalizationForm: String, Sendable, Hashable, CaseIterable {
    /// Canonical decomposition, followed by canonical composition.
    case nfc = "NFC"
    /// Canonical decomposition.
    case nfd = "NFD"
    /// Compatibility decomposition, followed by canonical composition.
    case nfkc = "NFKC"
    /// Compatibility decomposition.
    case nfkd = "NFKD"

    /// The form of a text.
    func apply(to text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        let points = apply(to: text.unicodeScalars.lazy.map(\.value))
        return String(decoding: points, as: UTF32.self)
    }

    /// The form of a sequence of code points.
    func apply(to points: some Sequence<UInt32>) -> [UInt32] {
        let normalization = Normalization.shared
        let isCompatible = self == .nfkc || self == .nfkd
        let decomposed = normalization.decomposed(points, isCompatible: isCompatible)
        return self == .nfc || self == .nfkc ? normalization.composed(decomposed) : decomposed
    }
}
