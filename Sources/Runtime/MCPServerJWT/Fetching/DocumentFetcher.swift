#if JWT
/// Gets documents from an issuer.
protocol DocumentFetcher: Sendable {
    /// Gets the document at an address.
    ///
    /// - Parameters:
    ///   - url: The address.
    ///   - timeout: How long that may take, to the last byte.
    /// - Returns: The document.
    /// - Throws: ``DocumentFault`` where there is none, or an error of the connection.
    func fetch(_ url: EndpointURL, within timeout: Duration) async throws -> [UInt8]
}

/// Why a document of an issuer cannot be used.
struct DocumentFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
#endif
