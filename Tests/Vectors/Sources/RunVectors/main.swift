import Foundation
import ZodVectors

// RunVectors FOLDER OUTPUT: holds the vectors of a folder against the emitted code and `SchemaChecker`. OUTPUT is what
// WriteVectors has written.
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: RunVectors FOLDER OUTPUT\n".utf8))
    exit(2)
}
let failures = try CompilationFailures(URL(filePath: arguments[1]).appending(path: "uncompilable.json"))
var run = try VectorRun(Vector.load(URL(filePath: arguments[0])), without: failures)
run.runCases(compiled: answer(of:to:))
run.compareSchemas()
print(run.tally.summary)
exit(run.tally.failures.isEmpty ? 0 : 1)
