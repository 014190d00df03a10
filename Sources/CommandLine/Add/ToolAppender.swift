import Diagnostics
import ToolModel
import YAMLReader

/// Appends a tool to the text of a `tools.yaml`, which stays as it is otherwise, byte for byte.
struct ToolAppender {
    /// Why a tool could not be appended.
    enum Failure: Error {
        /// The file has faults already.
        case faulty([Diagnostic], SourceText)
        /// Anything else, in words for the user.
        case refused(String)
    }

    /// Appends a tool.
    ///
    /// - Parameters:
    ///   - name: The tool's name.
    ///   - description: What it does; without one the build warns.
    ///   - bytes: The file's contents.
    ///   - path: The file's path, for messages.
    /// - Returns: The new contents.
    /// - Throws: ``Failure``; nothing is half done then.
    static func append(
        _ name: String,
        description: String?,
        to bytes: [UInt8],
        path: String
    ) throws(Failure) -> [UInt8] {
        guard ToolDefinition.isName(name) else {
            throw .refused(
                "'\(name)' cannot name a tool: write 1 to \(ToolDefinition.longestName) letters, digits, "
                    + "'_', '.' and '-', such as list_sessions"
            )
        }
        let document = YAMLReader.read(path: path, bytes: bytes)
        guard let root = document.root, !document.diagnostics.hasErrors else {
            throw .faulty(document.diagnostics, document.source)
        }
        guard case .mapping(let file) = root else {
            throw .refused("\(path) is \(root.kind): expected a mapping with 'server' and 'tools'")
        }
        try checkIsNew(name, in: file, path)

        let entry = ToolEntry(name: name, description: description)
        let hasMark = bytes.starts(with: SourceText.byteOrderMark)
        for edit in ToolEdits(document.source, file).edits(adding: entry) {
            let edited = (hasMark ? SourceText.byteOrderMark : []) + edit.applied(to: document.source.bytes)
            if isAsBefore(file, with: entry, in: edited, path) { return edited }
        }
        let place = file.entry("tools").map { "\(path):\($0.key.location.start.line)" } ?? path
        throw .refused("\(place): cannot add to 'tools' as it is written here; write the tool there by hand")
    }

    private static func checkIsNew(_ name: String, in file: YAMLMapping, _ path: String) throws(Failure) {
        guard let tools = file["tools"] else { return }
        switch tools {
        case .scalar(let scalar) where scalar.value == .null: return
        case .scalar, .mapping:
            let start = tools.location.start
            throw .refused(
                "\(path):\(start.line):\(start.column): expected a list of tools ('- name: …'), found \(tools.kind)"
            )
        case .sequence(let list):
            for element in list.elements {
                guard let other = element.mapping?["name"]?.scalar, other.text == name else { continue }
                let start = other.location.start
                throw .refused("\(path):\(start.line):\(start.column): there is a tool '\(name)' already")
            }
        }
    }

    /// Whether a text means what the file meant, and one tool more. An edit that broke something shows here.
    private static func isAsBefore(
        _ file: YAMLMapping,
        with entry: ToolEntry,
        in bytes: [UInt8],
        _ path: String
    ) -> Bool {
        let document = YAMLReader.read(path: path, bytes: bytes)
        guard !document.diagnostics.hasErrors, let new = document.root?.mapping,
            case .sequence(let list)? = new["tools"], let last = list.elements.last?.mapping
        else { return false }
        let keys = file.entries.map(\.key.text).filter { $0 != "tools" }
        guard new.entries.map(\.key.text).filter({ $0 != "tools" }) == keys else { return false }
        let before = file["tools"]?.sequence?.elements ?? []
        return last["name"]?.scalar?.text == entry.name
            && last["description"]?.scalar?.text == entry.description
            && last["name"]?.scalar?.value == .text
            && list.elements.count == before.count + 1
            && zip(before, list.elements).allSatisfy { isSame($0, $1) }
            && keys.allSatisfy { key in
                guard let old = file[key], let new = new[key] else { return false }
                return isSame(old, new)
            }
    }

    /// Whether two nodes mean the same, wherever they stand.
    private static func isSame(_ lhs: YAMLNode, _ rhs: YAMLNode) -> Bool {
        switch (lhs, rhs) {
        case (.scalar(let lhs), .scalar(let rhs)):
            lhs.text.utf8.elementsEqual(rhs.text.utf8) && lhs.style == rhs.style
        case (.sequence(let lhs), .sequence(let rhs)):
            lhs.elements.count == rhs.elements.count && zip(lhs.elements, rhs.elements).allSatisfy(isSame)
        case (.mapping(let lhs), .mapping(let rhs)):
            lhs.entries.count == rhs.entries.count
                && zip(lhs.entries, rhs.entries).allSatisfy { pair in
                    pair.0.key.text == pair.1.key.text && isSame(pair.0.value, pair.1.value)
                }
        default: false
        }
    }
}

extension SourceText {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

/// What is written of a new tool.
struct ToolEntry {
    var name: String
    var description: String?

    private var pairs: [String] {
        ["name: \(YAMLText.scalar(name))"] + (description.map { ["description: \(YAMLText.scalar($0))"] } ?? [])
    }

    /// The tool as `{ name: … }`.
    var flow: String { "{ \(pairs.joined(separator: ", ")) }" }

    /// The tool as an element of a block list.
    ///
    /// - Parameters:
    ///   - indent: The columns before the dash.
    ///   - gap: The spaces behind the dash.
    ///   - lineBreak: How lines end in the file.
    /// - Returns: Whole lines, without the last line break.
    func block(indent: Int, gap: Int, lineBreak: String) -> String {
        let margin = String(repeating: " ", count: indent)
        let inner = String(repeating: " ", count: indent + 1 + gap)
        let dash = "\(margin)-\(String(repeating: " ", count: gap))"
        return pairs.enumerated().map { ($0.offset == 0 ? dash : inner) + $0.element }.joined(separator: lineBreak)
    }
}
