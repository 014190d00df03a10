/// Collects what is wrong with a value while it is being read.
///
/// Nothing is stored, and nothing allocated, as long as nothing is wrong. Paths and the order of declaration are worked
/// out only when an issue has been found: each object and array puts its own step in front of the issues found below it.
public struct Issues: Sendable {
    /// How many issues are kept; further ones are only counted, so that hostile input cannot fill the memory.
    public static let limit = 256

    /// What an issue means for the checks behind the one that found it.
    public enum Severity: Sendable, Comparable {
        /// The value breaks a rule and can still be held against others.
        case soft
        /// A rule was broken before a conversion, so that nothing was made of the value. What holds the value can still be
        /// held against rules of its own.
        case unconverted
        /// The value is of another type: there is nothing that later checks could look at.
        case hard
        /// A check that ends the checking has failed (`abort: true`).
        case stop
    }

    struct Entry {
        var issue: ValidationIssue
        /// The place of the enclosing property in its object's declaration.
        var rank: Int
        var severity: Severity
    }

    /// How many issues stand inside others, such as those of the options of a union. Further ones are left out.
    static let nestedLimit = 1024

    private var entries: [Entry] = []
    private var nestedCount = 0
    /// How many issues were found beyond ``limit``.
    public private(set) var omittedCount = 0

    /// Creates an empty collection.
    public init() {}

    /// How many issues have been found, kept or not.
    @inline(__always)
    var count: Int { entries.count + omittedCount }

    /// Whether nothing is wrong.
    public var isEmpty: Bool { entries.isEmpty }

    /// The issues that were kept, in zod's order once the reading is over.
    public var all: [ValidationIssue] {
        entries.map(Self.finished)
    }

    private static func finished(_ entry: Entry) -> ValidationIssue {
        var issue = entry.issue
        issue.path.reverse()
        return issue
    }

    /// Adds an issue of the value that is being read.
    ///
    /// - Parameters:
    ///   - issue: The issue; its path is relative to that value.
    ///   - severity: What it means for later checks.
    public mutating func append(_ issue: ValidationIssue, _ severity: Severity = .soft) {
        guard entries.count < Self.limit else {
            omittedCount += 1
            return
        }
        var issue = issue
        issue.path.reverse()
        entries.append(Entry(issue: issue, rank: 0, severity: severity))
    }

    /// Puts a step in front of the paths of all issues since there were `mark` of them.
    mutating func prefix(since mark: Int, _ element: @autoclosure () -> ValidationIssue.PathElement, rank: Int) {
        guard entries.count > mark else { return }
        let element = element()
        for index in mark..<entries.count {
            entries[index].issue.path.append(element)
            entries[index].rank = rank
            if entries[index].severity == .unconverted { entries[index].severity = .soft }
        }
    }

    /// Brings the issues since there were `mark` of them into the order of declaration.
    mutating func sort(since mark: Int) {
        guard entries.count > mark + 1 else { return }
        let sorted = entries[mark...].enumerated().sorted { lhs, rhs in
            (lhs.element.rank, lhs.offset) < (rhs.element.rank, rhs.offset)
        }
        entries.replaceSubrange(mark..., with: sorted.map(\.element))
    }

    // MARK: - What was found since a mark

    /// Whether a check may not run any more: the value is of another type, or a check ended the checking.
    @usableFromInline
    func isAborted(since mark: Int) -> Bool {
        count > mark && (omittedCount > 0 || entries[mark...].contains { $0.severity > .soft })
    }

    /// Whether a check ended the checking.
    @usableFromInline
    func isStopped(since mark: Int) -> Bool {
        count > mark && entries[min(mark, entries.count)...].contains { $0.severity == .stop }
    }

    /// Makes the issues since there were `mark` of them end all later checks of the value that nothing was made of.
    mutating func markUnconverted(since mark: Int) {
        for index in entries.indices.dropFirst(mark) {
            entries[index].severity = max(entries[index].severity, .unconverted)
        }
    }

    /// Forgets the issues since there were `mark` of them.
    @discardableResult
    mutating func take(since mark: Int) -> Branch {
        let first = min(mark, entries.count)
        let branch = Branch(entries: Array(entries[first...]), isAborted: isAborted(since: mark))
        entries.removeSubrange(first...)
        omittedCount = max(0, mark - entries.count)
        return branch
    }

    /// The issues that one of several ways to read a value has found.
    struct Branch {
        fileprivate(set) var entries: [Entry]
        let isAborted: Bool
    }

    /// The issues of a branch as the details of another one.
    mutating func details(of branch: Branch?) -> JSONValue {
        let entries = branch?.entries.prefix(Self.nestedLimit - nestedCount) ?? []
        nestedCount += entries.count
        return .array(entries.map { Self.finished($0).json })
    }

    /// Makes one issue of those about unknown keys at the root of two readings of one object: a key is unknown if neither
    /// knows it.
    ///
    /// - Parameters:
    ///   - mark: How many issues there were before the first reading.
    ///   - middle: How many there were before the second.
    mutating func mergeUnrecognizedKeys(since mark: Int, from middle: Int) {
        guard omittedCount == 0 else { return }
        let first = unrecognizedKeys(in: mark..<middle)
        let second = unrecognizedKeys(in: middle..<entries.count)
        guard let known = first ?? second else { return }
        let isDefaultText = known.issue.message == ValidationIssue.unrecognizedKeys(known.keys, message: nil).message
        let message = isDefaultText ? nil : known.issue.message
        for place in [second?.place, first?.place].compactMap(\.self) { entries.remove(at: place) }
        let common = (first?.keys ?? []).filter { second?.keys.contains($0) == true }
        if !common.isEmpty { append(.unrecognizedKeys(common, message: message)) }
    }

    private func unrecognizedKeys(
        in range: Range<Int>
    ) -> (place: Int, issue: ValidationIssue, keys: [JSONValue])? {
        for place in range {
            let issue = entries[place].issue
            guard issue.code == .unrecognizedKeys, issue.path.isEmpty, case .array(let keys)? = issue.details["keys"]
            else { continue }
            return (place, issue, keys)
        }
        return nil
    }
}
