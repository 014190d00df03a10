import MCPServer

/// What a person would write to read the arguments of `calculate` fast: one loop over the bytes.
///
/// It makes the same checks as the generated code. What is rare (escapes, text that is not ASCII, other keys, errors)
/// it leaves to a slow way, which is the generated code itself.
enum HandWrittenCalculate {
    private static let key: StaticString = "expression"

    static func read(_ bytes: [UInt8]) throws -> Calculate.Input {
        let expression = bytes.withUnsafeBufferPointer { Self.expression(in: $0) }
        guard let expression else { return try Calculate.Input.read(bytes) }
        return Calculate.Input(expression: expression)
    }

    private static func expression(in text: UnsafeBufferPointer<UInt8>) -> String? {
        var index = 0
        func skipSpace() {
            while index < text.count {
                switch text[index] {
                case 0x20, 0x0A, 0x0D, 0x09: index += 1
                default: return
                }
            }
        }
        func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard index < text.count, text[index] == byte else { return false }
            index += 1
            return true
        }
        guard take(UInt8(ascii: "{")), take(UInt8(ascii: "\"")) else { return nil }
        for offset in 0..<key.utf8CodeUnitCount {
            guard index < text.count, text[index] == key.utf8Start[offset] else { return nil }
            index += 1
        }
        guard index < text.count, text[index] == UInt8(ascii: "\"") else { return nil }
        index += 1
        guard take(UInt8(ascii: ":")), take(UInt8(ascii: "\"")) else { return nil }
        let start = index
        scan: while true {
            guard index < text.count else { return nil }
            switch text[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."):
                index += 1
            case UInt8(ascii: "\""): break scan
            default: return nil
            }
        }
        let content = UnsafeBufferPointer(rebasing: text[start..<index])
        index += 1
        guard !content.isEmpty, content.count <= 1000, take(UInt8(ascii: "}")) else { return nil }
        skipSpace()
        return index == text.count ? String(decoding: content, as: UTF8.self) : nil
    }
}
