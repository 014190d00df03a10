/// The kinds of values that a schema may accept, to leave out at once what cannot fit.
public struct ValueKinds: OptionSet, Sendable {
    /// A bit for each kind.
    public let rawValue: UInt8

    /// Creates kinds from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A text.
    public static let string = ValueKinds(rawValue: 1)
    /// A number.
    public static let number = ValueKinds(rawValue: 2)
    /// `true` or `false`
    public static let boolean = ValueKinds(rawValue: 4)
    /// `null`
    public static let null = ValueKinds(rawValue: 8)
    /// A list.
    public static let array = ValueKinds(rawValue: 16)
    /// Values by key.
    public static let object = ValueKinds(rawValue: 32)
    /// No value.
    public static let absent = ValueKinds(rawValue: 64)
    /// Any value or none.
    public static let any = ValueKinds(rawValue: .max)

    init(_ type: ReceivedType) {
        self =
            switch type {
            case .string: .string
            case .number, .infinity, .negativeInfinity, .notANumber: .number
            case .boolean: .boolean
            case .null: .null
            case .array: .array
            case .object: .object
            case .absent: .absent
            }
    }
}

/// The options of a union, in the order in which they are tried.
public struct UnionRules: Sendable {
    let storage: Storage

    /// Creates the rules of a union.
    ///
    /// - Parameters:
    ///   - options: What each option may accept; one that may accept a value is asked.
    ///   - isExclusive: Whether exactly one option must accept the value (zod's `xor`).
    ///   - message: The text of the issue where none does.
    public init(_ options: [ValueKinds], isExclusive: Bool = false, message: String? = nil) {
        storage = Storage(options, isExclusive, message)
    }

    final class Storage: Sendable {
        let options: [ValueKinds]
        let isExclusive: Bool
        let message: String?

        init(_ options: [ValueKinds], _ isExclusive: Bool, _ message: String?) {
            self.options = options
            self.isExclusive = isExclusive
            self.message = message
        }
    }
}

/// How far the reading of one union has come.
public struct UnionProgress: ~Copyable {
    let rules: UnionRules.Storage
    let start: JSONReader.Bookmark
    /// What stands there.
    let kind: ValueKinds
    /// How many issues there were when the union began.
    let mark: Int
    /// The option that is being read, -1 before the first.
    var current = -1
    /// The option up to which the present pass has come.
    var next = -1
    /// What was found by the options that were tried; `nil` for those that were not.
    var branches: [Issues.Branch?] = []
    /// The options that accept the value.
    var matches: [Int] = []
    /// Which pass over the options it is.
    var phase = Phase.likely
    /// Whether an option was found whose value stands.
    public internal(set) var isDecided = false

    enum Phase {
        /// The options that may accept what stands there.
        case likely
        /// The others, for what they say.
        case unlikely
        /// The option that was chosen, once more.
        case chosen
    }
}

extension JSONReader {
    /// Begins to read a value in one of several ways.
    ///
    /// Ask ``nextOption(_:_:)`` which one to try until it answers `nil`. The last value that was read stands if
    /// ``UnionProgress/isDecided`` says so.
    public mutating func enterUnion(_ rules: UnionRules, _ issues: borrowing Issues) -> UnionProgress {
        let kind = nextType().map { ValueKinds($0) } ?? .any
        return UnionProgress(rules: rules.storage, start: bookmark, kind: kind, mark: issues.count)
    }

    /// Moves to the next option.
    ///
    /// - Returns: The place of the option by which the value is to be read now, or `nil` when the union has been read.
    public mutating func nextOption(_ union: inout UnionProgress, _ issues: inout Issues) -> Int? {
        if union.current >= 0, leaveOption(&union, &issues) { return nil }
        guard fault == nil else { return nil }
        if let option = nextUntried(&union) { return begin(option, &union) }
        return choose(&union, &issues)
    }

    /// Looks at what the option said that was read.
    ///
    /// - Returns: Whether the union is read.
    private mutating func leaveOption(_ union: inout UnionProgress, _ issues: inout Issues) -> Bool {
        guard fault == nil else { return true }
        guard union.phase != .chosen else {
            union.isDecided = true
            return true
        }
        if issues.count == union.mark {
            union.matches.append(union.current)
            guard union.rules.isExclusive else {
                union.isDecided = true
                return true
            }
        }
        if union.branches.isEmpty { union.branches = Array(repeating: nil, count: union.rules.options.count) }
        union.branches[union.current] = issues.take(since: union.mark)
        return false
    }

    private func nextUntried(_ union: inout UnionProgress) -> Int? {
        let options = union.rules.options
        while union.phase == .likely {
            union.next += 1
            guard union.next < options.count else {
                union.phase = .unlikely
                union.next = -1
                break
            }
            if !options[union.next].isDisjoint(with: union.kind) { return union.next }
        }
        // Once an option has matched, nobody asks what the others say.
        while union.phase == .unlikely, union.matches.isEmpty, union.next + 1 < options.count {
            union.next += 1
            if union.branches.isEmpty || union.branches[union.next] == nil { return union.next }
        }
        return nil
    }

    private mutating func begin(_ option: Int, _ union: inout UnionProgress) -> Int? {
        if union.current >= 0 { rewind(to: union.start) }
        union.current = option
        return fault == nil ? option : nil
    }

    /// Decides what the union is when all options have been tried.
    private mutating func choose(_ union: inout UnionProgress, _ issues: inout Issues) -> Int? {
        union.phase = .chosen
        let options = union.rules.options
        let branches = union.branches
        if options.count == 1 { return begin(0, &union) }
        if union.rules.isExclusive {
            if union.matches.count == 1 { return begin(union.matches[0], &union) }
            guard union.matches.isEmpty else {
                issues.append(
                    ValidationIssue(
                        .invalidUnion,
                        message: union.rules.message ?? "Invalid input: more than one option matched",
                        details: [
                            "errors": [], "inclusive": false,
                            "matches": .array(union.matches.map { .number(Double($0)) }),
                        ]
                    ),
                    .hard
                )
                return nil
            }
        } else {
            let soft = options.indices.filter { branches.indices.contains($0) && branches[$0]?.isAborted == false }
            if soft.count == 1 { return begin(soft[0], &union) }
        }
        let errors = JSONValue.array(branches.map { issues.details(of: $0) })
        issues.append(
            ValidationIssue(
                .invalidUnion,
                message: union.rules.message ?? "Invalid input",
                details: ["errors": errors]
            ),
            .hard
        )
        if options.isEmpty { skipValue() }
        return nil
    }
}
