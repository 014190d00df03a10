import Foundation

/// An address of a host, with a port.
struct NetworkAddress: Sendable, Equatable {
    let family: Int32
    /// A `sockaddr` of the family.
    private let bytes: [UInt8]

    init(_ info: addrinfo) {
        family = info.ai_family
        bytes = Array(UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen)))
    }

    /// Begins to connect a socket; `errno` says what came of it.
    func connect(_ descriptor: Int32) -> Int32 {
        withSocketAddress { Foundation.connect(descriptor, $0, $1) }
    }

    /// The address as people write it, without the port.
    var text: String {
        var host = [CChar](repeating: 0, count: 64)
        let code = withSocketAddress {
            getnameinfo($0, $1, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST)
        }
        return code == 0 ? String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "?"
    }

    private func withSocketAddress<Value>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
        // The storage is aligned as addresses must be, which an array of bytes need not be.
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) { $0.copyBytes(from: bytes.prefix($0.count)) }
        return withUnsafePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(bytes.count)) }
        }
    }
}

/// The lookup of a host's addresses.
enum NameLookup {
    enum Fault: Error, Equatable {
        /// The resolver's words.
        case refused(String)
        case silence
    }

    /// Asks the system's resolver, which may take longer than anybody wants to wait.
    static func addresses(
        of host: String,
        port: Int,
        before deadline: ContinuousClock.Instant
    ) throws(Fault) -> [NetworkAddress] {
        let answer = Handover<Result<[NetworkAddress], Fault>>()
        // A thread that nobody waits for any more ends when the resolver gives up.
        Thread.detachNewThread { answer.put(Self.lookUp(host, port)) }
        guard let result = answer.take(before: deadline) else { throw .silence }
        return try result.get()
    }

    private static func lookUp(_ host: String, _ port: Int) -> Result<[NetworkAddress], Fault> {
        var hints = addrinfo()
        #if canImport(Darwin)
        hints.ai_socktype = SOCK_STREAM
        #else
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &first)
        guard code == 0 else { return .failure(.refused(String(cString: gai_strerror(code)))) }
        defer { freeaddrinfo(first) }
        let addresses = sequence(first: first) { $0?.pointee.ai_next }.prefix { $0 != nil }
            .compactMap { $0.map { NetworkAddress($0.pointee) } }
        return .success(addresses)
    }
}
