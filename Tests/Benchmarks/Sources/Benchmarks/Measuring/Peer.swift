import Foundation

/// Another program that does the same work, in a process that waits for orders.
///
/// It gets lines `NAME REPETITIONS` and answers each with the processor time it took, in nanoseconds.
final class Peer {
    private let process = Process()
    private let orders = Pipe()
    private let answers = Pipe()

    /// Starts a peer; the answer is `nil` where it is not installed, which it says by an empty first line.
    init?(_ path: String, _ arguments: [String]) {
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = orders
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, readAnswer() == "ready" else { return nil }
    }

    deinit {
        try? orders.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The peer's work of that name.
    func contender(_ name: String) -> Contender {
        Contender { count in
            try self.orders.fileHandleForWriting.write(contentsOf: Data("\(name) \(count)\n".utf8))
            guard let time = Double(self.readAnswer()) else {
                throw Command.Failure(description: "a peer refused \(name)")
            }
            return time
        }
    }

    private func readAnswer() -> String {
        var line: [UInt8] = []
        while let byte = try? answers.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }
}
