import Foundation
import ZodVectors

// RunVectors FOLDER: holds the vectors of a folder against the emitted code and `SchemaChecker`.
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 1 else {
    FileHandle.standardError.write(Data("usage: RunVectors FOLDER\n".utf8))
    exit(2)
}
var run = try VectorRun(Vector.load(URL(filePath: arguments[0])))
run.runCases(compiled: answer(of:to:))
run.compareSchemas()
print(run.tally.summary)
exit(run.tally.failures.isEmpty ? 0 : 1)
