/// Holds the orders in memory, one change at a time.
actor OrderBook {
    /// The orders of each caller, the oldest first.
    private var orders: [String: [Order]]
    private var count: Int
    /// Where the carrier said that orders are, by their ids.
    private var places: [String: String] = [:]

    /// Creates a book with some orders of those whom the README calls as.
    init() {
        orders = [
            "reader": [
                Order(id: "order-1", product: .greenTea, quantity: 2),
                Order(id: "order-2", product: .teapot, quantity: 1),
            ],
            "ada": [Order(id: "order-3", product: .blackTea, quantity: 3)],
        ]
        count = 3
    }

    /// All orders of all callers.
    var all: [Order] { orders.values.flatMap(\.self) }

    /// The orders of a caller, the oldest first.
    func orders(of owner: String) -> [Order] { orders[owner, default: []] }

    /// Where an order is, if the carrier has said so.
    func place(of order: Order) -> String? { places[order.id] }

    /// Notes where an order is.
    func move(_ id: String, to place: String) { places[id] = place }

    /// Notes an order.
    func place(_ product: Product, quantity: Int, for owner: String) -> Order {
        count += 1
        let order = Order(id: "order-\(count)", product: product, quantity: quantity)
        orders[owner, default: []].append(order)
        return order
    }
}

extension Order {
    fileprivate init(id: String, product: Product, quantity: Int) {
        self.init(id: id, product: product, quantity: quantity, total: product.price * Double(quantity))
    }
}
