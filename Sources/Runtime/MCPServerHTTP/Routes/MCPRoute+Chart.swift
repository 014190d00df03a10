#if HTTP
import RouteChart

extension MCPRoute {
    /// Routes with their stages as the server runs them, for people to read.
    static func chart(_ routes: [MCPRoute]) -> RouteChart {
        RouteChart(
            routes.withMetadata.map { route in
                RouteChart.Route(
                    path: route.path,
                    kind: route.kind.rawValue,
                    stages: route.stages.map { RouteChart.Stage($0.name) }
                )
            }
        )
    }
}
#endif
