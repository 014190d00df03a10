#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
@preconcurrency import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The descriptors that carry the protocol, out of reach of everything else in the process.
struct StandardStreams {
    /// Where messages come from.
    let input: Int32
    /// Where messages go.
    let output: Int32

    /// Standard input or output is closed.
    struct Closed: Error, CustomStringConvertible {
        var description: String { "standard input and output must be open to serve over stdio" }
    }

    /// Takes standard input and output for the protocol alone: afterwards `print` writes to standard error, and
    /// `readLine` finds nothing.
    ///
    /// - Throws: ``Closed``.
    static func claim() throws -> StandardStreams {
        guard isStream(STDIN_FILENO), isStream(STDOUT_FILENO) else { throw Closed() }
        // Not to be inherited by programs that a handler starts: they would write into the protocol, too.
        let input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        guard input >= 0, output >= 0 else { throw Closed() }
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        dup2(null, STDIN_FILENO)
        if dup2(STDERR_FILENO, STDOUT_FILENO) < 0 { dup2(null, STDOUT_FILENO) }
        if null > STDERR_FILENO { closeDescriptor(null) }
        // Standard error is read by people while the server runs, and a client may end it without warning.
        setvbuf(stdout, nil, _IOLBF, 0)
        // What was printed before and still stands in the buffer of C's stdout goes to standard error when that is
        // flushed. Flushing it here gains nothing, and would wait for any thread that reads a stream.
        return StandardStreams(input: input, output: output)
    }

    /// Lets the other side know that nothing more will come.
    func close() {
        closeDescriptor(input)
        closeDescriptor(output)
    }
}

/// Whether a descriptor is one that a program can be started with.
///
/// A process that is started without standard input opens its own things there, such as the event queue of Dispatch:
/// Linux gives those no file type.
private func isStream(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT != 0
}

/// The system's `close`, where a method of that name hides it.
private func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
