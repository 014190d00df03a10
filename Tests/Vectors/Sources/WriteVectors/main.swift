import Foundation
import ZodVectors

// WriteVectors FOLDER OUTPUT: writes the code that is emitted for the vectors of a folder, and the functions that it
// calls.
let arguments = CommandLine.arguments.dropFirst()
guard let folder = arguments.first, let output = arguments.last, arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: WriteVectors FOLDER OUTPUT\n".utf8))
    exit(2)
}
let model = try VectorModel(Vector.load(URL(filePath: folder)).filter { !$0.isRefused })
let directory = URL(filePath: output)
try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
for file in model.sources {
    let url = directory.appending(path: file.name)
    // What has not changed is not compiled again.
    if (try? String(contentsOf: url, encoding: .utf8)) != file.text {
        try file.text.write(to: url, atomically: true, encoding: .utf8)
    }
}
