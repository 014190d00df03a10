/// The arguments of a call break rules of its input.
///
/// The caller gets a tool result with `isError: true` (and no JSON-RPC error), because a model can read that and
/// correct itself: revision 2025-11-25 and later demand it, older clients accept it.
public struct InvalidArguments: Error, Sendable {
    /// The key in the result's `_meta` under which the issues stand as data.
    public static let metaKey = "swift-mcp-generator/issues"
    /// How many issues are put in words; more would bury the first ones.
    static let describedIssues = 10

    /// The tool that was called.
    public let tool: String
    /// What is wrong, in the order of declaration.
    public let issues: [ValidationIssue]
    /// How many more issues there are.
    public let omittedCount: Int

    init(tool: String, _ issues: Issues) {
        self.tool = tool
        self.issues = issues.all
        omittedCount = issues.omittedCount
    }

    init(tool: String, fault: JSONFault) {
        let issue = ValidationIssue(
            ValidationIssue.Code(rawValue: "custom"),
            message: "Invalid input: \(fault)"
        )
        self.tool = tool
        issues = [issue]
        omittedCount = 0
    }

    /// The issues as a text that a model can act on.
    public var text: String {
        let total = issues.count + omittedCount
        var text = "\(tool): \(total) \(total == 1 ? "problem" : "problems") with the arguments"
        for issue in issues.prefix(Self.describedIssues) {
            let path = issue.pathText
            text += path.isEmpty ? "\n- \(issue.message)" : "\n- \(path): \(issue.message)"
        }
        if total > Self.describedIssues { text += "\nand \(total - Self.describedIssues) more" }
        return text
    }

    /// The result that the caller gets.
    var result: ToolResult {
        var result = ToolResult.error(text)
        result.meta[Self.metaKey] = .array(issues.map(\.json))
        return result
    }
}
