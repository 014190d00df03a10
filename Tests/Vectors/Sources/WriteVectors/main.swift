import Foundation
import ZodVectors

// WriteVectors FOLDER OUTPUT [SOURCES]: writes what the vectors of a folder become: the YAML, and the advertised schemas
// with the values that they are about; and the code that is emitted, with the functions that it calls.
let arguments = Array(CommandLine.arguments.dropFirst())
guard 2...3 ~= arguments.count else {
    FileHandle.standardError.write(Data("usage: WriteVectors FOLDER OUTPUT [SOURCES]\n".utf8))
    exit(2)
}
let model = try VectorModel(Vector.load(URL(filePath: arguments[0])).filter { !$0.isRefused })
try write([("tools.yaml", model.document.text), ("schemas.json", model.schemasWithValues)], to: arguments[1])
if arguments.count == 3 { try write(model.sources, to: arguments[2]) }

func write(_ files: [(name: String, text: String)], to folder: String) throws {
    let directory = URL(filePath: folder)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for file in files {
        let url = directory.appending(path: file.name)
        // What has not changed is not compiled again.
        if (try? String(contentsOf: url, encoding: .utf8)) == file.text { continue }
        try file.text.write(to: url, atomically: true, encoding: .utf8)
    }
}
