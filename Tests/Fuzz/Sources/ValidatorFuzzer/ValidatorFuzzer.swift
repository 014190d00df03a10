import LibFuzzer
import ToolValidation

/// Reads a text by the code that is emitted for `validator.yaml`: what it accepts and writes must be accepted again, and
/// written as the same bytes. A first byte that no JSON has stands before a text for another type than the widest.
private func fuzzValidator(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    switch input.first {
    case 0xFF: _ = written(Converting.self, Array(input.dropFirst()))
    case 0xFE: readTwice(Unordered.self, Array(input.dropFirst())) { $0.sorted() == $1.sorted() }
    default: readTwice(Everything.self, input) { $0 == $1 }
    }
    return 0
}

private func readTwice<Value: ToolValue>(_ type: Value.Type, _ text: [UInt8], _ areSame: ([UInt8], [UInt8]) -> Bool) {
    guard let first = written(type, text) else { return }
    let second = written(type, first) ?? []
    // Unlike a precondition, it says why in an optimized build, too.
    guard areSame(first, second) else {
        let texts = [first, second].map { String(decoding: $0, as: UTF8.self) }
        fatalError("\(texts[0]) is written as \(texts[1]) when it is read again")
    }
}

/// What is written of the value that a text is read as, if it is accepted.
private func written<Value: ToolValue>(_ type: Value.Type, _ text: [UInt8]) -> [UInt8]? {
    guard let value = try? type.read(text) else { return nil }
    var json = JSONWriter()
    value.write(to: &json)
    return json.bytes
}

@main
struct ValidatorFuzzer {
    static func main() {
        fuzz { fuzzValidator($0, $1) }
    }
}
