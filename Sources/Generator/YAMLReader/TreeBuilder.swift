internal import CLibYAML
internal import Diagnostics

/// Puts the nodes of a document together from libyaml's events, without recursion: input decides the depth.
struct TreeBuilder {
    /// What the reader does after an event.
    enum Step {
        case goOn
        /// The stream is at its end.
        case finished
        /// A diagnostic says why the file is not read on.
        case stopped
    }

    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var root: YAMLNode?
    private var frames: [OpenCollection] = []
    private var anchors: [String: Anchor] = [:]
    private var documentCount = 0
    private var aliasedNodes = 0

    init(source: SourceText) {
        self.source = source
    }

    mutating func add(_ event: inout yaml_event_t) -> Step {
        let start = position(event.start_mark)
        switch event.type {
        case YAML_SCALAR_EVENT:
            addScalar(&event)
        case YAML_MAPPING_START_EVENT:
            let data = event.data.mapping_start
            return open(
                isMapping: true,
                isFlow: data.style == YAML_FLOW_MAPPING_STYLE,
                start: start,
                anchor: data.anchor,
                tag: data.tag
            )
        case YAML_SEQUENCE_START_EVENT:
            let data = event.data.sequence_start
            return open(
                isMapping: false,
                isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE,
                start: start,
                anchor: data.anchor,
                tag: data.tag
            )
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
            close(end: position(event.end_mark))
        case YAML_ALIAS_EVENT:
            return addAlias(named: String(cString: event.data.alias.anchor), from: start, to: position(event.end_mark))
        case YAML_DOCUMENT_START_EVENT:
            return startDocument(at: start, version: event.data.document_start.version_directive)
        case YAML_STREAM_END_EVENT:
            guard documentCount > 0 else {
                report(.emptyDocument, from: SourcePosition(line: 1, column: 1), "the file is empty")
                return .stopped
            }
            return .finished
        default:
            break
        }
        return .goOn
    }

    /// The position of a mark, kept inside the text: at the end of a file without a last line break, libyaml speaks
    /// of a line behind the last.
    private func position(_ mark: yaml_mark_t) -> SourcePosition {
        guard Int(mark.line) < source.lineCount else { return source.position(atByteOffset: source.bytes.count) }
        return SourcePosition(mark)
    }

    mutating func reportSyntaxError(_ error: SyntaxError) {
        let isInFlow = frames.contains { $0.isFlow }
        let finding = error.diagnostic(in: source, isInFlow: isInFlow)
        // A refused tag is often the cause of the syntax error behind it.
        let isKnown = finding.rule == .tag && diagnostics.contains { $0.location.start == finding.location.start }
        if !isKnown { diagnostics.append(finding) }
    }

    private mutating func startDocument(
        at start: SourcePosition,
        version: UnsafeMutablePointer<yaml_version_directive_t>?
    ) -> Step {
        documentCount += 1
        if documentCount > 1 {
            report(
                .multipleDocuments,
                from: start,
                "a second document begins here: a file holds one, so remove the '---'"
            )
            return .stopped
        }
        if let version, version.pointee.minor != 2 {
            let name = "\(version.pointee.major).\(version.pointee.minor)"
            report(
                .yamlVersion,
                from: start,
                "the file asks for YAML \(name), but is read as YAML 1.2: remove the directive"
            )
        }
        return .goOn
    }
}

// MARK: - Nodes

extension TreeBuilder {
    private mutating func addScalar(_ event: inout yaml_event_t) {
        let data = event.data.scalar
        var scalar = YAMLScalar(
            text: String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self),
            style: YAMLScalar.Style(data.style),
            location: location(from: position(event.start_mark), to: position(event.end_mark))
        )
        let anchor = data.anchor.map { String(cString: $0) }
        if anchor != nil || data.tag != nil {
            let properties = NodeProperties(in: source, at: scalar.location.start)
            scalar.location.start = min(properties.contentStart, scalar.location.end)
            if let tag = properties.tag, data.tag != nil {
                refuse(tag, of: &scalar)
            }
        }
        if scalar.style == .plain, data.length > 2, data.value[0] == UInt8(ascii: "0"),
            data.value[1] == UInt8(ascii: "x") || data.value[1] == UInt8(ascii: "o")
        {
            checkNumberBase(scalar)
        }
        let built = Built(node: .scalar(scalar), size: 1, height: 0)
        if let anchor { anchors[anchor] = .closed(built) }
        insert(built)
    }

    private mutating func open(
        isMapping: Bool,
        isFlow: Bool,
        start: SourcePosition,
        anchor: UnsafeMutablePointer<yaml_char_t>?,
        tag: UnsafeMutablePointer<yaml_char_t>?
    ) -> Step {
        var start = start
        if anchor != nil || tag != nil {
            let properties = NodeProperties(in: source, at: start)
            start = properties.contentStart
            if let refused = properties.tag, tag != nil {
                report(.tag, from: refused.start, to: refused.end, TagMessage.text(for: refused.text))
            }
        }
        guard frames.count < YAMLReader.maximumDepth else {
            reportDepth(at: start)
            return .stopped
        }
        var frame = OpenCollection(
            isMapping: isMapping,
            isFlow: isFlow,
            start: start,
            end: start,
            isRefusedKey: expectsKey
        )
        if frame.isRefusedKey {
            let kind = isMapping ? "a mapping" : "a list"
            report(.invalidKey, from: start, "a key must be text, not \(kind): quote it")
        }
        if let anchor {
            let name = String(cString: anchor)
            frame.anchor = name
            anchors[name] = .open
        }
        frames.append(frame)
        return .goOn
    }

    private mutating func close(end: SourcePosition) {
        guard let frame = frames.popLast() else { return }
        let location = location(from: frame.start, to: frame.isFlow ? end : frame.end)
        let node: YAMLNode =
            frame.isMapping
            ? .mapping(YAMLMapping(entries: frame.entries, isFlow: frame.isFlow, location: location))
            : .sequence(YAMLSequence(elements: frame.elements, isFlow: frame.isFlow, location: location))
        let built = Built(node: node, size: frame.size, height: frame.height)
        if let anchor = frame.anchor { anchors[anchor] = .closed(built) }
        if frame.isRefusedKey, !frames.isEmpty {
            frames[frames.count - 1].key = .refused
        } else {
            insert(built, end: location.end)
        }
    }

    private mutating func addAlias(named name: String, from start: SourcePosition, to end: SourcePosition) -> Step {
        switch anchors[name] {
        case .closed(let built):
            if expectsKey, built.node.scalar == nil {
                report(.invalidKey, from: start, to: end, "a key must be text, and '*\(name)' is \(built.node.kind)")
                frames[frames.count - 1].key = .refused
                return .goOn
            }
            aliasedNodes += built.size
            guard aliasedNodes <= YAMLReader.maximumAliasedNodes else {
                let limit = YAMLReader.maximumAliasedNodes
                report(
                    .aliasExpansion,
                    from: start,
                    to: end,
                    "the aliases up to here stand for more than \(limit) nodes"
                )
                return .stopped
            }
            guard frames.count + built.height <= YAMLReader.maximumDepth else {
                reportDepth(at: start)
                return .stopped
            }
            insert(built, end: end)
        case .open:
            report(.invalidAlias, from: start, to: end, "'*\(name)' stands inside the anchor '&\(name)' that it names")
            insertAsText(name: name, from: start, to: end)
        case nil:
            let suggestion = Suggestion.nearest(to: name, in: anchors.keys.sorted()).map { "; did you mean '*\($0)'?" }
            report(
                .invalidAlias,
                from: start,
                to: end,
                "there is no anchor '&\(name)' above: quote text that begins with '*'\(suggestion ?? "")"
            )
            insertAsText(name: name, from: start, to: end)
        }
        return .goOn
    }

    /// Puts the text of a refused alias where its node would have stood, so that nothing is reported as missing.
    private mutating func insertAsText(name: String, from start: SourcePosition, to end: SourcePosition) {
        let scalar = YAMLScalar(text: "*\(name)", style: .plain, location: location(from: start, to: end))
        insert(Built(node: .scalar(scalar), size: 1, height: 0))
    }

    private var expectsKey: Bool {
        guard let frame = frames.last, frame.isMapping, case .expected = frame.key else { return false }
        return true
    }

    private mutating func insert(_ built: Built, end: SourcePosition? = nil) {
        guard !frames.isEmpty else {
            root = built.node
            return
        }
        // In place: taking the frame out would copy its arrays.
        let top = frames.count - 1
        frames[top].size += built.size
        frames[top].height = max(frames[top].height, built.height + 1)
        frames[top].end = end ?? built.node.location.end
        guard frames[top].isMapping else {
            frames[top].elements.append(built.node)
            return
        }
        switch frames[top].key {
        case .expected:
            guard let key = built.node.scalar else { return }
            frames[top].key = accept(key) ? .read(key) : .refused
        case .refused:
            frames[top].key = .expected
        case .read(let key):
            frames[top].key = .expected
            if frames[top].entries.count >= OpenCollection.linearSearchLimit {
                frames[top].keyIndex[Array(key.text.utf8)] = frames[top].entries.count
            }
            frames[top].entries.append(.init(key: key, value: built.node))
        }
    }
}

// MARK: - Refusals

extension TreeBuilder {
    /// Checks a key of the innermost mapping.
    private mutating func accept(_ key: YAMLScalar) -> Bool {
        if key.isEmpty {
            report(.invalidKey, at: key.location, "expected a key before ':'")
            return false
        }
        if key.style == .plain, key.text == "<<" {
            report(.mergeKey, at: key.location, "merge keys ('<<') are not YAML 1.2: write the keys out")
            return false
        }
        guard let first = firstDefinition(of: key.text) else { return true }
        diagnostics.append(
            Diagnostic(
                .error,
                at: key.location,
                rule: .duplicateKey,
                "duplicate key '\(key.text)'",
                notes: [.init("'\(key.text)' is first defined here", at: first)]
            )
        )
        return false
    }

    /// Where the innermost mapping defines a key.
    private func firstDefinition(of key: String) -> SourceLocation? {
        let frame = frames[frames.count - 1]
        if let index = frame.keyIndex[Array(key.utf8)] { return frame.entries[index].key.location }
        var index = 0
        while index < min(frame.entries.count, OpenCollection.linearSearchLimit) {
            if frame.entries[index].key.text.utf8.elementsEqual(key.utf8) { return frame.entries[index].key.location }
            index += 1
        }
        return nil
    }

    /// Refuses a tag. What was meant as an expression stays as text, so that nothing is reported as missing.
    private mutating func refuse(_ tag: NodeProperties.Tag, of scalar: inout YAMLScalar) {
        guard scalar.style == .plain, tag.isExpression else {
            report(.tag, from: tag.start, to: tag.end, TagMessage.text(for: tag.text))
            return
        }
        let end = scalar.text.isEmpty ? tag.end : scalar.location.end
        scalar.text = scalar.text.isEmpty ? tag.text : "\(tag.text) \(scalar.text)"
        scalar.location = location(from: tag.start, to: end)
        report(.tag, at: scalar.location, TagMessage.text(for: scalar.text))
    }

    /// Refuses `0o17` and `0x1f`, which YAML 1.2 would read as numbers.
    private mutating func checkNumberBase(_ scalar: YAMLScalar) {
        guard let message = NumberBase.message(for: scalar.text) else { return }
        report(.numberBase, at: scalar.location, message)
    }

    private mutating func reportDepth(at position: SourcePosition) {
        report(
            .nestingDepth,
            from: position,
            "more than \(YAMLReader.maximumDepth) collections stand inside one another"
        )
    }

    private mutating func report(
        _ rule: RuleID,
        from start: SourcePosition,
        to end: SourcePosition? = nil,
        _ message: String
    ) {
        report(rule, at: location(from: start, to: end ?? start), message)
    }

    private mutating func report(_ rule: RuleID, at location: SourceLocation, _ message: String) {
        diagnostics.append(Diagnostic(.error, at: location, rule: rule, message))
    }

    private func location(from start: SourcePosition, to end: SourcePosition) -> SourceLocation {
        SourceLocation(path: source.path, start: start, end: end)
    }
}

extension YAMLScalar.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}
