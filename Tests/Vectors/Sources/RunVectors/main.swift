import Foundation
import ZodVectors

// RunVectors FOLDER OUTPUT: holds the vectors of a folder against the emitted code and `SchemaChecker`, and writes what
// was made of them: the YAML, and the advertised schemas with the inputs that zod accepts.
let arguments = CommandLine.arguments.dropFirst()
guard let folder = arguments.first, let output = arguments.last, arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: RunVectors FOLDER OUTPUT\n".utf8))
    exit(2)
}
var run = try VectorRun(Vector.load(URL(filePath: folder)))
run.runCases(compiled: answer(of:to:))
run.compareSchemas()
let directory = URL(filePath: output)
try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
try Data(run.model.document.text.utf8).write(to: directory.appending(path: "tools.yaml"))
try Data(run.advertised.utf8).write(to: directory.appending(path: "schemas.json"))
print(run.tally.summary)
exit(run.tally.failures.isEmpty ? 0 : 1)
