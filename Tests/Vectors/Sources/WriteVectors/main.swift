import Foundation
import ZodVectors

// WriteVectors FOLDER OUTPUT [SOURCES [LOG]]: writes what the vectors of a folder become: the YAML, and the advertised
// schemas with the values that they are about; and the code that is emitted, with the functions that it calls. After a
// compilation that failed, with its log, leaves out what does not compile.
let arguments = Array(CommandLine.arguments.dropFirst())
guard 2...4 ~= arguments.count else {
    FileHandle.standardError.write(Data("usage: WriteVectors FOLDER OUTPUT [SOURCES [LOG]]\n".utf8))
    exit(2)
}
let vectors = try Vector.load(URL(filePath: arguments[0])).filter { !$0.isRefused }
let output = URL(filePath: arguments[1])
let failureFile = output.appending(path: "uncompilable.json")
var failures = CompilationFailures()
if arguments.count == 4 {
    failures = try CompilationFailures(failureFile)
    let log = try String(contentsOf: URL(filePath: arguments[3]), encoding: .utf8)
    let sources = URL(filePath: arguments[2]).appending(path: "vectors.tools.swift")
    let source = try String(contentsOf: sources, encoding: .utf8)
    guard failures.add(log, source, try VectorModel(vectors, without: failures).document) else {
        FileHandle.standardError.write(Data(log.utf8))
        exit(1)
    }
}
let model = try VectorModel(vectors, without: failures)
try write([("tools.yaml", model.document.text), ("schemas.json", model.schemasWithValues)], to: output)
try failures.write(to: failureFile)
if arguments.count > 2 { try write(model.sources, to: URL(filePath: arguments[2])) }

func write(_ files: [(name: String, text: String)], to directory: URL) throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for file in files {
        let url = directory.appending(path: file.name)
        // What has not changed is not compiled again.
        if (try? String(contentsOf: url, encoding: .utf8)) == file.text { continue }
        try file.text.write(to: url, atomically: true, encoding: .utf8)
    }
}
