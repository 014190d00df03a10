import MCPServerHTTP
<<<<<<< HEAD

/// A server whose metrics are read.
@main
struct MeasuredApp: MeasuredTools {
    struct Unforeseen: Error {}

    static func main() async throws {
        try await MeasuredServer(tools: MeasuredApp()).run()
    }

    func echo(_ input: Echo.Input, _ context: CallContext) async throws -> ToolResult { .text(input.text) }

    func fail(_ input: Fail.Input, _ context: CallContext) async throws -> ToolResult {
        switch input.how {
        case .asForeseen: throw ToolError("it was foreseen")
        case .unforeseen: throw Unforeseen()
        }
    }
=======
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
>>>>>>> metrics
}
