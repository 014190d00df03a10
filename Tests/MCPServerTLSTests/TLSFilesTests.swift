#if TLS
import Foundation
import Logging
import Testing

@testable import MCPServerTLS

@Suite("Files of a certificate", .timeLimit(.minutes(1)))
struct TLSFilesTests {
    @Test func good() throws {
        try withFolder { folder in
            try folder.write("a")
            #expect(TLSFiles(certificate: folder.path("a.pem"), key: folder.path("a.key")).faults() == [])
        }
    }

    @Test("A fault names the file")
    func faults() throws {
        try withFolder { folder in
            try folder.write("a")
            try folder.write("b")
            func faults(_ certificate: String, _ key: String) -> [String] {
                TLSFiles(certificate: folder.path(certificate), key: folder.path(key)).faults()
            }
            let missing = " cannot be read. Name a file in the PEM format that the server's user may read."
            #expect(faults("none.pem", "a.key") == [folder.path("none.pem") + missing])
            #expect(faults("a.pem", "none.key") == [folder.path("none.key") + missing])
            for (certificate, key) in [("a.pem", "b.key"), ("a.key", "a.key"), ("a.pem", "a.pem")] {
                let fault = try #require(faults(certificate, key).first)
                #expect(fault.contains(folder.path(certificate)) && fault.contains(folder.path(key)))
            }
        }
    }

    @Test("Newer files are taken once they fit each other; until then one line says so")
    func reload() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        try folder.write("a")
        try folder.write("b")
        let (certificate, key) = (folder.path("used.pem"), folder.path("used.key"))
        try folder.copy("a.pem", to: "used.pem")
        try folder.copy("a.key", to: "used.key")
        let files = TLSFiles(certificate: certificate, key: key, interval: .milliseconds(2))
        #expect(files.faults() == [])
        let (lines, log) = AsyncStream.makeStream(of: String.self)
        let running = Task { await files.run(Logger(label: "test") { _ in StreamLog(lines: log) }) }
        defer { running.cancel() }
        var next = lines.makeAsyncIterator()
        try folder.copy("b.key", to: "used.key")
        #expect(await next.next()?.hasPrefix("error: The old certificate stays in use: \(certificate) and") == true)
        // Many looks find the same, and for what is not logged there is no event.
        try await Task.sleep(for: .milliseconds(100))
        try folder.copy("b.pem", to: "used.pem")
        let taken = "notice: New connections use the certificate that is in \(certificate) now."
        #expect(await next.next() == taken)
        try FileManager.default.removeItem(atPath: key)
        #expect(await next.next()?.contains("\(key) cannot be read.") == true)
        try folder.copy("b.key", to: "used.key")
        #expect(await next.next() == taken)
    }
}

/// A folder for certificates that are made with the command `openssl`.
private struct Folder {
    private let url = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    func remove() { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    /// Makes a certificate that has signed itself, and its key.
    func write(_ name: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-keyout", path("\(name).key"), "-out", path("\(name).pem"),
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "The command 'openssl' made no certificate: is it installed?")
    }

    /// Replaces a file in one step.
    func copy(_ name: String, to other: String) throws {
        try Data(contentsOf: URL(filePath: path(name))).write(to: URL(filePath: path(other)), options: .atomic)
    }
}

private func withFolder(_ body: (Folder) throws -> Void) throws {
    let folder = try Folder()
    defer { folder.remove() }
    try body(folder)
}

/// Hands on what is logged.
private struct StreamLog: LogHandler {
    let lines: AsyncStream<String>.Continuation
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.yield("\(event.level): \(event.message)") }
}
#endif
