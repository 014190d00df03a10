import Foundation

/// One call over pipes and back, held against `cat`.
struct StdioSuite {
    let folders: Folders

    func run(_ report: inout Report) throws {
        let call = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"calculate","arguments":{"expression":"1 + 2 * (3 - 4)"},\
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}}}}
            """
        let ours = try LineProgram("\(folders.scratch)/release/Calculator", ["--stdio"])
        let theirs = try LineProgram("/bin/cat", [])
        report.add(
            "stdio: a call and its answer",
            try Pairs(ours.contender(call), against: theirs.contender(call)),
            against: "`cat` with the same line",
            .atMost(3)
        )
    }
}

/// A program that answers each line with one.
private final class LineProgram {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ path: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Sends the line and waits for the answer, so many times. What counts is how long that takes, as the other process works,
    /// too.
    func contender(_ line: String) -> Contender {
        let bytes = Array("\(line)\n".utf8)
        let (target, source) = (input.fileHandleForWriting.fileDescriptor, output.fileHandleForReading.fileDescriptor)
        return Contender { count in
            var buffer = [UInt8](repeating: 0, count: 1 << 14)
            let start = ContinuousClock.now
            for _ in 0..<count {
                guard write(target, bytes, bytes.count) == bytes.count else {
                    throw Command.Failure(description: "a program does not read")
                }
                var last: UInt8 = 0
                while last != UInt8(ascii: "\n") {
                    let size = read(source, &buffer, buffer.count)
                    guard size > 0 else { throw Command.Failure(description: "a program has ended") }
                    last = buffer[size - 1]
                }
            }
            return (ContinuousClock.now - start) / .nanoseconds(1)
        }
    }
}
