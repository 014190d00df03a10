/// Collects what is wrong with a value while it is being read.
///
/// Nothing is stored, and nothing allocated, as long as nothing is wrong. Paths and the order of declaration are worked
/// out only when an issue has been found: each object and array puts its own step in front of the issues found below it.
public struct Issues: Sendable {
    /// How many issues are kept; further ones are only counted, so that hostile input cannot fill the memory.
    public static let limit = 256

    private struct Entry {
        var issue: ValidationIssue
        /// The place of the enclosing property in its object's declaration.
        var rank: Int
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
        entries.map { entry in
            var issue = entry.issue
            issue.path.reverse()
            return issue
        }
    }

    /// Adds an issue of the value that is being read; its path is relative to that value.
    public mutating func append(_ issue: ValidationIssue) {
        guard entries.count < Self.limit else {
            omittedCount += 1
            return
        }
        var issue = issue
        issue.path.reverse()
        entries.append(Entry(issue: issue, rank: 0))
    }

    /// Puts a step in front of the paths of all issues since there were `mark` of them.
    mutating func prefix(since mark: Int, _ element: @autoclosure () -> ValidationIssue.PathElement, rank: Int) {
        guard entries.count > mark else { return }
        let element = element()
        for index in mark..<entries.count {
            entries[index].issue.path.append(element)
            entries[index].rank = rank
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
}
