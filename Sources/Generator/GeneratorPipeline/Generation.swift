public import Diagnostics
import ModelReader
import RuleExpressions
import SchemaChecker
public import SwiftEmitter
import ToolModel
import YAMLReader

/// One run of the generator: from YAML files to Swift files.
public struct Generation: Sendable {
    /// The paths of the YAML files.
    public var inputs: [String]
    /// The name of the Swift target that the code is for.
    public var target: String
    /// Who may use the emitted types.
    public var access: AccessLevel
    /// Where the emitted files go, if they are wanted.
    public var outputDirectory: String?
    /// The target's folder, if missing stubs are to be written into it.
    public var stubsDirectory: String?
    /// Whether the target is an executable, whose implementation gets an entry point.
    public var isExecutable: Bool

    /// Creates a run.
    public init(
        inputs: [String],
        target: String,
        access: AccessLevel = .internal,
        outputDirectory: String? = nil,
        stubsDirectory: String? = nil,
        isExecutable: Bool = true
    ) {
        self.inputs = inputs
        self.target = target
        self.access = access
        self.outputDirectory = outputDirectory
        self.stubsDirectory = stubsDirectory
        self.isExecutable = isExecutable
    }

    /// What a run found and wrote.
    public struct Report: Sendable {
        /// All faults of all files, in the order of the files and of position.
        public var diagnostics: [Diagnostic]
        /// The texts of the files, for excerpts.
        public var sources: [SourceText]
        /// The emitted files whose bytes changed.
        public var written: [String] = []
        /// The emitted files that were up to date.
        public var unchanged: [String] = []
        /// The stubs that were missing.
        public var stubs: [String] = []

        /// Whether nothing was generated because of errors.
        public var hasErrors: Bool { diagnostics.hasErrors }
    }

    /// Reads, checks and emits. While there is an error, nothing is written.
    ///
    /// - Returns: What was found and written.
    /// - Throws: ``GenerationFailure`` if a file cannot be read or written.
    public func run() throws(GenerationFailure) -> Report {
        let documents = try read()
        let sources = documents.map(\.source)
        var (server, diagnostics) = ModelReader.read(documents)
        var output: SwiftEmitter.Output?
        // What reads itself without end would take all else with it.
        if let server, !diagnostics.contains(where: { $0.rule == .endlessType }) {
            diagnostics += SchemaChecker.lint(server)
            diagnostics += RuleExpressions.check(server)
            output = SwiftEmitter(target: target, access: access).emit(server)
            diagnostics += output?.diagnostics ?? []
            if server.isStrict { diagnostics = diagnostics.warningsAsErrors() }
        }
        var report = Report(
            diagnostics: diagnostics.inOrder(ofPaths: inputs),
            sources: sources
        )
        if let output, !report.hasErrors { try write(output, &report) }
        return report
    }

    private func read() throws(GenerationFailure) -> [YAMLDocument] {
        var documents: [YAMLDocument] = []
        var remainingSize = YAMLReader.maximumInputSize
        for path in inputs {
            do throws(FileStore.Failure) {
                let bytes = try FileStore().read(path)
                documents.append(YAMLReader.read(path: path, bytes: bytes, remainingSize: remainingSize))
                remainingSize -= bytes.count
            } catch {
                throw GenerationFailure(error)
            }
        }
        return documents
    }

    private func write(_ output: SwiftEmitter.Output, _ report: inout Report) throws(GenerationFailure) {
        let files = FileStore()
        if let outputDirectory {
            for file in output.files {
                let path = files.path(of: file.name, in: outputDirectory)
                do throws(FileStore.Failure) {
                    let isWritten = try files.writeIfChanged(file.text, to: path)
                    isWritten ? report.written.append(path) : report.unchanged.append(path)
                } catch {
                    throw GenerationFailure(error)
                }
            }
        }
        if let stubsDirectory {
            let writer = StubWriter(files: files, directory: stubsDirectory, isExecutable: isExecutable)
            report.stubs = try writer.write(output)
        }
    }
}

/// Why a run could not be finished, other than for faults of its input.
public struct GenerationFailure: Error, CustomStringConvertible {
    /// The reason, in words for the user.
    public var message: String

    init(message: String) { self.message = message }

    init(_ failure: FileStore.Failure) { message = "\(failure.path): \(failure.reason)" }

    /// The reason, in words for the user.
    public var description: String { message }
}
