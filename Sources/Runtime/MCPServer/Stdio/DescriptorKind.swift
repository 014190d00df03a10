#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How one can write to a descriptor without being blocked, and without changing flags that others share.
enum DescriptorKind {
    /// A pipe takes up to `PIPE_BUF` bytes as a whole once it is ready (POSIX, `write`).
    case pipe
    /// A socket has a flag for it.
    case socket
    /// Writing to a file does not wait for anybody.
    case file
    /// Such as a terminal.
    case other

    init(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            self = .other
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFIFO: self = .pipe
        case S_IFSOCK: self = .socket
        case S_IFREG: self = .file
        default: self = .other
        }
    }

    private var dontWait: Int32 {
        Int32(MSG_DONTWAIT)
    }

    /// The least `PIPE_BUF` that POSIX allows is 512; Linux has 4096.
    private var atomicPipeWrite: Int {
        #if os(Linux)
        4096
        #else
        512
        #endif
    }

    /// Writes as much as is possible at once.
    ///
    /// - Returns: How many bytes were written; zero also where that failed: a later attempt will say so.
    func writeWithoutBlocking(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        switch self {
        case .pipe:
            guard bytes.count <= atomicPipeWrite else { return 0 }
            var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&request, 1, 0) == 1, request.revents == Int16(POLLOUT) else { return 0 }
            return max(0, write(descriptor, bytes.baseAddress, bytes.count))
        case .socket: return max(0, send(descriptor, bytes.baseAddress, bytes.count, dontWait))
        case .file: return max(0, write(descriptor, bytes.baseAddress, bytes.count))
        case .other: return 0
        }
    }
}
