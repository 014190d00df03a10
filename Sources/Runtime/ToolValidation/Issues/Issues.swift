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

    private var entries: [Entry] = []
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

        /// The issues as the details of another one.
        var json: JSONValue { .array(entries.map { Issues.finished($0).json }) }
    }

    /// Puts back what was taken.
    mutating func append(_ branch: Branch) {
        for entry in branch.entries {
            guard entries.count < Self.limit else {
                omittedCount += 1
                continue
            }
            entries.append(entry)
        }
    }

    /// Makes issues of unknown keys at the root of two readings of one object the issues of both: a key is unknown if
    /// neither knows it.
    mutating func mergeUnrecognizedKeys(since mark: Int, from middle: Int) {
        guard omittedCount == 0 else { return }
        func keys(_ range: Range<Int>) -> (index: Int, keys: [JSONValue])? {
            for index in range where entries[index].issue.code == .unrecognizedKeys && entries[index].issue.path.isEmpty
            {
                guard case .array(let keys)? = entries[index].issue.details["keys"] else { continue }
                return (index, keys)
            }
            return nil
        }
        let left = keys(mark..<middle)
        let right = keys(middle..<entries.count)
        let common = left.map { left in left.keys.filter { right?.keys.contains($0) == true } } ?? []
        let template = left ?? right
        guard let template else { return }
        let message = entries[template.index].issue
        for index in [left?.index, right?.index].compactMap(\.self).sorted(by: >) { entries.remove(at: index) }
        guard !common.isEmpty else { return }
        var issue = ValidationIssue.unrecognizedKeys(common, message: nil)
        if message.message != ValidationIssue.unrecognizedKeys(template.keys, message: nil).message {
            issue.message = message.message
        }
        append(issue, .soft)
    }
}
