extension Statement {
    /// Whether it has no block.
    var isSimple: Bool {
        switch self {
        case .expression, .assign, .break, .return: true
        default: false
        }
    }

    /// Whether an expression in it must not stand on one line.
    var needsLines: Bool {
        switch self {
        case .expression(let value), .assign(_, let value): value.needsLines
        case .break: false
        case .return(let value): value?.needsLines ?? false
        default: true
        }
    }
}

extension SourceBuffer {
    /// Writes a statement that has no block on one line.
    mutating func write(_ statement: Statement) {
        switch statement {
        case .expression(let value): write(value)
        case .assign(let target, let value):
            write(target)
            write(" = ")
            write(value)
        case .break: write("break")
        case .return(let value):
            write("return")
            guard let value else { return }
            write(" ")
            write(value)
        default: break
        }
    }
}
