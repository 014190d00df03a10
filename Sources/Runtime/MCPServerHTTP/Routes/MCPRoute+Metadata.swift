#if HTTP
extension [MCPRoute] {
    /// The routes, and those that publish the metadata of the ones which authenticate (RFC 9728, section 3.1).
    ///
    /// Each has its metadata below the well-known path at its own path, and where its clients look for it, which is the same
    /// unless a proxy changes paths. The well-known path itself is that of the first.
    var withMetadata: [MCPRoute] {
        var paths = Set(map(\.path))
        return self
            + filter { $0.kind == .mcp }.flatMap { route -> [MCPRoute] in
                guard let metadata = route.stages.lazy.compactMap({ ($0 as? Authenticate)?.metadata }).first else {
                    return []
                }
                let wellKnown = ResourceMetadata.wellKnownPath
                return [wellKnown, wellKnown + route.path, metadata.path]
                    .compactMap { $0 }.filter { paths.insert($0).inserted }
                    .map { route.publishing(metadata, at: $0) }
            }
    }
}

extension MCPRoute {
    /// Nothing guards it, but its requests have ids and log lines as those of the route have.
    fileprivate func publishing(_ metadata: ResourceMetadata, at path: String) -> MCPRoute {
        MCPRoute(.metadata(metadata), at: path, tracingStages)
    }
}
#endif
