#if OTLP
#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The variables that OpenTelemetry defines, and what is wrong with their values.
///
/// What OpenTelemetry wants warned of and ignored is a warning; what would send things to the wrong place is a fault.
struct Environment {
    private let value: (String) -> String?
    private(set) var faults: [String] = []
    private(set) var warnings: [String] = []

    /// The environment of the process.
    init() { value = { name in getenv(name).map { String(cString: $0) } } }

    init(_ values: [String: String]) { value = { values[$0] } }

    /// Notes a fault, once: two signals may have the same.
    mutating func fault(_ text: String) { if !faults.contains(text) { faults.append(text) } }

    mutating func warn(_ text: String) { if !warnings.contains(text) { warnings.append(text) } }

    /// The text of a variable. An empty one counts as none (OpenTelemetry, "Parsing empty value").
    func text(_ name: String) -> String? {
        value(name).map(trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The first of some variables that is set, and its text.
    func first(_ names: [String]) -> (name: String, text: String)? {
        for name in names { if let text = text(name) { return (name, text) } }
        return nil
    }

    /// `true`, in whatever case; all else is `false`.
    mutating func flag(_ name: String) -> Bool {
        guard let text = text(name)?.lowercased() else { return false }
        if text != "true", text != "false" { ignore(name, "it is neither true nor false") }
        return text == "true"
    }

    /// A whole number from 1 on.
    mutating func count(_ names: String..., default fallback: Int) -> Int {
        guard let (name, text) = first(names) else { return fallback }
        guard let number = Int(text), (1...Self.greatest).contains(number) else {
            ignore(name, "it is no whole number from 1 to \(Self.greatest)")
            return fallback
        }
        return number
    }

    /// A whole number of milliseconds.
    mutating func milliseconds(_ names: String..., default fallback: Int) -> Duration {
        guard let (name, text) = first(names) else { return .milliseconds(fallback) }
        guard let number = Int(text), (1...Self.greatest).contains(number) else {
            ignore(name, "it is no whole number of milliseconds from 1 to \(Self.greatest)")
            return .milliseconds(fallback)
        }
        return .milliseconds(number)
    }

    private static let greatest = 1_000_000_000

    mutating func ignore(_ name: String, _ reason: String) { warn("\(name) is ignored: \(reason).") }
}

/// A text without the white space around it.
func trimmed(_ text: some StringProtocol) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let rest = Substring(text).drop(while: isSpace)
    guard let last = rest.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(rest[...last])
}
#endif
