#if HTTP
// Header fields hold credentials, which must not get into logs with a request that somebody prints.
extension ServerRequest: CustomStringConvertible, CustomReflectable {
    /// Method and path.
    public var description: String { "\(printable(method.rawValue)) \(printable(path))" }

    /// Method and path.
    public var customMirror: Mirror { Mirror(self, children: ["head": description]) }
}
#endif
