extension Product {
    /// What there is to buy.
    static let all: [Product] = [.greenTea, .blackTea, .teapot]

    /// In euros.
    var price: Double {
        switch self {
        case .greenTea: 8.5
        case .blackTea: 6
        case .teapot: 49
        }
    }
}
