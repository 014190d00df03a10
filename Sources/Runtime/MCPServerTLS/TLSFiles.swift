#if TLS
public import Logging
public import MCPServerHTTP
public import NIOCore
import NIOSSL
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Secures connections by TLS 1.2 or 1.3, with a certificate and a key from files.
///
/// The files are looked at every few seconds: connections that are opened after they were replaced get the new certificate,
/// and those that are open go on. As long as the new ones do not fit each other the old ones stay in use, which a line of log
/// says.
public final class TLSFiles: ConnectionSecurity {
    private let certificate: String
    private let key: String
    private let interval: Duration
    /// Invariant: `context` was made from files as they were at `version`.
    private let state = Mutex<(context: NIOSSLContext?, version: [FileVersion?])>((nil, []))

    /// Creates it from files in the PEM format.
    ///
    /// - Parameters:
    ///   - certificate: The path of the certificate, with those of its issuers behind it.
    ///   - key: The path of its private key, without a passphrase.
    public convenience init(certificate: String, key: String) {
        self.init(certificate: certificate, key: key, interval: .seconds(5))
    }

    init(certificate: String, key: String, interval: Duration) {
        self.certificate = certificate
        self.key = key
        self.interval = interval
    }

    /// What is wrong with the files.
    public func faults() -> [String] {
        do {
            _ = try load()
            return []
        } catch {
            return ["\(error)"]
        }
    }

    /// Puts TLS in front of all else.
    ///
    /// - Throws: ``Fault`` where the files were never good.
    public func secure(_ channel: any Channel) throws {
        let current = state.withLock { $0.context }
        let context = try current ?? load()
        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
    }

    /// Looks for newer files.
    public func run(_ logger: Logger) async {
        var lastFault: String?
        while (try? await Task.sleep(for: interval)) != nil {
            guard state.withLock({ $0.version }) != version() else { continue }
            do {
                _ = try load()
                lastFault = nil
                logger.notice("New connections use the certificate that is in \(certificate) now.")
            } catch {
                // Once: the files may be wrong for hours.
                if lastFault != "\(error)" { logger.error("The old certificate stays in use: \(error)") }
                lastFault = "\(error)"
            }
        }
    }

    /// Reads the files, and uses them from now on.
    private func load() throws(Fault) -> NIOSSLContext {
        let version = version()
        for path in [certificate, key] where access(path, R_OK) != 0 {
            throw Fault("\(path) cannot be read. Name a file in the PEM format that the server's user may read.")
        }
        let context: NIOSSLContext
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            guard !chain.isEmpty else { throw Fault("\(certificate) has no certificate in the PEM format.") }
            let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(privateKey)
            )
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            context = try NIOSSLContext(configuration: configuration)
        } catch let fault as Fault {
            throw fault
        } catch {
            // What the library says may quote the file.
            throw Fault(
                "\(certificate) and \(key) are no certificate and its key in the PEM format: see "
                    + "'openssl x509 -in \(certificate) -noout -text' and 'openssl pkey -in \(key) -check -noout'."
            )
        }
        state.withLock { $0 = (context, version) }
        return context
    }

    private func version() -> [FileVersion?] { [FileVersion(certificate), FileVersion(key)] }

    /// What keeps the files from being used.
    public struct Fault: Error, CustomStringConvertible {
        /// The fault in words.
        public let description: String

        init(_ description: String) { self.description = description }
    }
}

/// What changes when a file is replaced or written.
private struct FileVersion: Equatable {
    private let numbers: [Int]

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
        let time = status.st_mtimespec
        #else
        let time = status.st_mtim
        #endif
        numbers = [Int(status.st_ino), Int(status.st_size), Int(time.tv_sec), Int(time.tv_nsec)]
    }
}
#endif
