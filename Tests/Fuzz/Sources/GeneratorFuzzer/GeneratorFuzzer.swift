import Diagnostics
import LibFuzzer
import ModelReader
import RuleExpressions
import SchemaChecker
import SwiftEmitter
import YAMLReader

/// How many bytes may be emitted for one byte of YAML, besides what every server needs: a composed schema repeats what
/// it is made of, and that is all.
private let greatestGrowth = 4_000
private let greatestFrame = 100_000

/// Takes a text through the whole generator, which must neither fail nor emit without bounds.
private func fuzzGenerator(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let document = YAMLReader.read(path: "tools.yaml", bytes: Array(UnsafeBufferPointer(start: start, count: count)))
    let (server, diagnostics) = ModelReader.read([document])
    let findings = server.map { SchemaChecker.lint($0) + RuleExpressions.check($0) } ?? []
    var size = 0
    for diagnostic in diagnostics + findings {
        size += diagnostic.message.utf8.count
    }
    if let server, !(diagnostics + findings).hasErrors {
        size += SwiftEmitter(target: "Fuzz", access: .public).emit(server).files.reduce(0) { $0 + $1.text.utf8.count }
    }
    guard size <= greatestFrame + count * greatestGrowth else { fatalError("\(size) bytes for \(count)") }
    return 0
}

@main
struct GeneratorFuzzer {
    static func main() {
        fuzz { fuzzGenerator($0, $1) }
    }
}
