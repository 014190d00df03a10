import Foundation

/// A connection to the first of some addresses that takes one.
final class TCPConnection {
    enum Fault: Error, Equatable {
        /// Each address refused, with the system's word for why the last one did.
        case refused(code: Int32)
        case silence

        var text: String {
            switch self {
            case .refused(let code): String(cString: strerror(code))
            case .silence: "no answer"
            }
        }
    }

    let address: NetworkAddress
    private let descriptor: Int32

    /// Asks all addresses at once, so that one that does not answer costs no time.
    init(to addresses: [NetworkAddress], before deadline: ContinuousClock.Instant) throws(Fault) {
        var attempts: [(descriptor: Int32, address: NetworkAddress)] = []
        var lastCode = ENOENT
        for address in addresses {
            let descriptor = Self.newSocket(address.family)
            guard descriptor >= 0 else {
                lastCode = errno
                continue
            }
            if address.connect(descriptor) == 0 || errno == EINPROGRESS {
                attempts.append((descriptor, address))
            } else {
                lastCode = errno
                Foundation.close(descriptor)
            }
        }
        while !attempts.isEmpty {
            var polled = attempts.map { pollfd(fd: $0.descriptor, events: Int16(POLLOUT), revents: 0) }
            guard Self.wait(for: &polled, before: deadline) else {
                for attempt in attempts { Foundation.close(attempt.descriptor) }
                throw .silence
            }
            for place in polled.indices.reversed() where polled[place].revents != 0 {
                let attempt = attempts.remove(at: place)
                let code = Self.pendingError(attempt.descriptor)
                guard code == 0 else {
                    lastCode = code
                    Foundation.close(attempt.descriptor)
                    continue
                }
                for other in attempts { Foundation.close(other.descriptor) }
                (descriptor, address) = attempt
                return
            }
        }
        throw .refused(code: lastCode)
    }

    deinit { Foundation.close(descriptor) }

    /// Sends bytes, few enough to fit into a socket's buffer, and answers the first that come back: none where the other
    /// side ends the connection, nothing where it is silent.
    func ask(_ bytes: [UInt8], before deadline: ContinuousClock.Instant) -> [UInt8]? {
        guard send(descriptor, bytes, bytes.count, Self.noSignal) == bytes.count else { return [] }
        var polled = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        guard Self.wait(for: &polled, before: deadline) else { return nil }
        var answer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &answer, answer.count, 0)
        return Array(answer.prefix(max(count, 0)))
    }

    private static func newSocket(_ family: Int32) -> Int32 {
        #if canImport(Darwin)
        let descriptor = socket(family, SOCK_STREAM, 0)
        var isOn: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #else
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        if descriptor >= 0 { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        return descriptor
    }

    private static var noSignal: Int32 {
        #if canImport(Darwin)
        0
        #else
        Int32(MSG_NOSIGNAL)
        #endif
    }

    private static func pendingError(_ descriptor: Int32) -> Int32 {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0 ? code : errno
    }

    private static func wait(for polled: inout [pollfd], before deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            guard left > 0 else { return false }
            let count = poll(&polled, nfds_t(polled.count), Int32(min(left.rounded(.up), 1_000_000_000)))
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
    }
}
