internal import CLibYAML
internal import Diagnostics

/// Reads a YAML file into nodes that know their places, and refuses what a configuration file must not have.
///
/// YAML 1.2 with the core schema, by libyaml's event API. Every fault of a file is reported in one run; a syntax error,
/// broken encoding or an exceeded limit ends the reading of that file only.
public enum YAMLReader {
    /// The greatest size of all files of a target together, in bytes: 16 MiB.
    public static let maximumInputSize = 16 * 1024 * 1024
    /// The greatest number of collections inside one another, aliases expanded.
    public static let maximumDepth = 128
    /// The greatest number of nodes that the aliases of a file stand for.
    public static let maximumAliasedNodes = 250_000

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file's path, as diagnostics shall show it.
    ///   - bytes: The file's contents.
    ///   - remainingSize: What the files of the target that were read before have left of ``maximumInputSize``.
    /// - Returns: The nodes, the faults in the order of position, and the text.
    public static func read(
        path: String,
        bytes: [UInt8],
        remainingSize: Int = maximumInputSize
    ) -> YAMLDocument {
        let source = SourceText(path: path, bytes: bytes)
        guard bytes.count <= remainingSize else {
            let start = SourceLocation(path: path, start: SourcePosition(line: 1, column: 1))
            let message =
                "the tool files of this target are larger than 16 MiB together; this one has \(bytes.count) bytes, "
                + "\(max(remainingSize, 0)) were left"
            let fault = Diagnostic(.error, at: start, rule: .inputSize, message)
            return YAMLDocument(root: nil, diagnostics: [fault], source: source)
        }
        if let fault = EncodingCheck.firstFault(in: source) {
            return YAMLDocument(root: nil, diagnostics: [fault], source: source)
        }
        var builder = TreeBuilder(source: source)
        let root = build(&builder)
        // A stable order: sorting by position must not swap two findings at one place.
        let diagnostics = builder.diagnostics.enumerated()
            .sorted { ($0.element.location.start, $0.offset) < ($1.element.location.start, $1.offset) }
            .map(\.element)
        return YAMLDocument(root: root, diagnostics: diagnostics, source: source)
    }

    /// Runs the parser over the text until the end or the first fault that ends the reading.
    private static func build(_ builder: inout TreeBuilder) -> YAMLNode? {
        // libyaml keeps a pointer to its own parser, so that it must have a fixed address.
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else {
            builder.reportSyntaxError(SyntaxError(parser.pointee))
            return nil
        }
        defer { yaml_parser_delete(parser) }
        let bytes = builder.source.bytes
        return bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(parser, &event) == 1 else {
                    builder.reportSyntaxError(SyntaxError(parser.pointee))
                    return nil
                }
                defer { yaml_event_delete(&event) }
                switch builder.add(&event) {
                case .goOn: continue
                case .finished: return builder.root
                case .stopped: return nil
                }
            }
        }
    }
}
