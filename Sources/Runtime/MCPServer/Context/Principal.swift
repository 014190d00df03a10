#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Who calls a tool: over HTTP whom a stage of the route has authenticated, on stdio the owner of the process.
public struct Principal: Sendable, Hashable {
    /// What identifies the caller among all callers, such as the `sub` of a token.
    public var subject: String
    /// The client application that the caller uses, if that is known.
    public var client: String?
    /// What the caller may do. Ask ``has(_:)``: the owner of the process may do everything.
    public var scopes: Set<String>
    private var hasAllScopes = false

    /// Creates a principal.
    public init(subject: String, client: String? = nil, scopes: Set<String> = []) {
        self.subject = subject
        self.client = client
        self.scopes = scopes
    }

    /// Whether the caller may do something.
    public func has(_ scope: String) -> Bool { hasAllScopes || scopes.contains(scope) }

    /// The user whose process this is.
    static let processOwner: Principal = {
        let id = getuid()
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        let name = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer -> String? in
            guard let start = buffer.baseAddress, getpwuid_r(id, &entry, start, buffer.count, &found) == 0,
                found != nil
            else { return nil }
            return entry.pw_name.map { String(cString: $0) }
        }
        var owner = Principal(subject: name ?? "\(id)")
        owner.hasAllScopes = true
        return owner
    }()

    /// What of a principal can fill a property of a tool's input (`bind:`).
    public enum Value: Sendable {
        /// ``Principal/subject``
        case subject
        /// ``Principal/client``
        case client
    }
}

extension CallContext {
    /// Who calls; `nil` over HTTP where no stage of the route authenticates.
    public var principal: Principal? { record.principal }
}

extension ToolCall {
    /// What of the caller fills a property of the input.
    ///
    /// - Throws: ``ToolError`` where nobody has been authenticated.
    public func bound(_ value: Principal.Value) throws -> String {
        let text =
            switch value {
            case .subject: context.principal?.subject
            case .client: context.principal?.client
            }
        guard let text else {
            throw ToolError("This tool needs to know who calls it: authenticate, and call it again.")
        }
        return text
    }
}
