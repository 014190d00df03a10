#if HTTP
import Synchronization

@testable import MCPServerHTTP

/// Keeps the lines of a request log.
final class MemoryOutput: Sendable {
    private let content = Mutex("")

    /// Where the log writes. What it holds back is here once it was flushed.
    var output: LineOutput {
        LineOutput { [self] bytes in content.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
    }

    var text: String { content.withLock { $0 } }
}
#endif
