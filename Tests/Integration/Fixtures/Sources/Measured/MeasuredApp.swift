import MCPServerHTTP
import MCPServerMetrics
import Metrics

/// A server whose program measures as well.
@main
struct MeasuredApp: MeasuredTools {
    static func main() async throws {
        MetricRegistry.install()
        MetricRegistry.shared.describe("shop.orders", help: "Orders by shop.", unit: .count(of: "order"))
        MetricRegistry.shared.describe(
            "shop.order.amount",
            help: "What \"orders\" cost,\nas a \\ says.",
            unit: MetricUnit(code: "EUR", suffix: "euros"),
            bounds: [10, 100]
        )
        try await MeasuredServer(tools: MeasuredApp()).run()
    }

    /// Careless: whoever calls decides about the labels.
    func placeOrder(_ input: PlaceOrder.Input, _ context: CallContext) async throws -> ToolResult {
        Counter(label: "shop.orders", dimensions: [("shop", input.shop)]).increment()
        Recorder(label: "shop.order.amount").record(input.amount)
        return .text("placed")
    }

    func fail(_ context: CallContext) async throws -> ToolResult {
        struct Unforeseen: Error {}
        throw Unforeseen()
    }

    func wait(_ context: CallContext) async throws -> ToolResult {
        await context.reportProgress(1)
        try await Task.sleep(for: .seconds(600))
        return .text("late")
    }

    func limited(_ context: CallContext) async throws -> ToolResult { .text("once") }
}
