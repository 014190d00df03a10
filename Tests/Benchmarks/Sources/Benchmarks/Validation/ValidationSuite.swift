import AllocationCounter
import Foundation
import MCPServer

/// From bytes to typed input, through the generated validators.
struct ValidationSuite {
    private let inputs = Inputs()
    private let folders: Folders

    /// The inputs by name, as the peers know them too.
    static let names = ["calculate", "order", "orders"]

    init(_ folders: Folders) { self.folders = folders }

    /// The generated validator at work on the input of a name.
    func generated(_ name: String) -> () -> Void {
        switch name {
        case "calculate": { [inputs] in consume(try? Calculate.Input.read(inputs.calculate)) }
        case "order": { [inputs] in consume(try? PlaceOrder.Input.read(inputs.order)) }
        default: { [inputs] in consume(try? PlaceOrders.Input.read(inputs.orders)) }
        }
    }

    func run(_ report: inout Report) throws {
        try checkInputs()
        try writeInputs()
        try compareInProcess(&report)
        try comparePeers(&report)
        countAllocations(&report)
        try countInstructions(&report)
    }

    // MARK: - Times

    private func title(_ name: String) -> String {
        switch name {
        case "calculate": "validate \(inputs.calculate.count) B"
        case "order": "validate 2 KB"
        default: "validate 1 MB"
        }
    }

    private func compareInProcess(_ report: inout Report) throws {
        let handWritten = Contender { [inputs] in consume(try? HandWrittenCalculate.read(inputs.calculate)) }
        report.add(
            title("calculate"),
            try Pairs(Contender(work: generated("calculate")), against: handWritten),
            against: "a hand-written loop",
            .atMost(1.5)
        )
        let foundation = FoundationDecoding()
        let (calculate, order) = (Data(inputs.calculate), Data(inputs.order))
        let contenders: [(String, Double, () -> Void)] = [
            ("calculate", 60, { consume(try? foundation.calculate(calculate)) }),
            ("order", 20, { consume(try? foundation.order(order)) }),
        ]
        for (name, bound, work) in contenders {
            report.add(
                title(name),
                try Pairs(Contender(work: generated(name)), against: Contender(work: work)),
                against: "JSONDecoder + Regex",
                isSpeed: true,
                .atLeast(bound)
            )
        }
    }

    private func comparePeers(_ report: inout Report) throws {
        let python = "\(folders.package)/../../.venv-bench/bin/python"
        let script = "\(folders.package)/Peers/python_peer.py"
        let peers: [(name: String, peer: Peer?, bounds: [String: Double])] = [
            (
                "msgspec", Peer(python, [script, "msgspec", folders.work]),
                ["calculate": 5, "order": 1.4, "orders": 2]
            ),
            ("pydantic", Peer(python, [script, "pydantic", folders.work]), ["calculate": 5, "order": 5, "orders": 5]),
            ("simdjson's DOM", Peer("\(folders.work)/simdjson-peer", [folders.work]), ["order": 0.3, "orders": 0.3]),
        ]
        for (peerName, peer, bounds) in peers {
            for name in Self.names {
                guard let bound = bounds[name] else { continue }
                guard let peer else {
                    report.add(
                        .missing(title(name), against: peerName, reason: "peer not installed", .atLeast(bound))
                    )
                    continue
                }
                report.add(
                    title(name),
                    try Pairs(Contender(work: generated(name)), against: peer.contender(name)),
                    against: peerName,
                    isSpeed: true,
                    .atLeast(bound)
                )
            }
        }
    }

    // MARK: - Counts

    private func countAllocations(_ report: inout Report) {
        guard counts_allocations() != 0 else { return }
        for name in Self.names {
            let work = generated(name)
            work()
            let before = allocation_count()
            work()
            let count = Int(allocation_count() - before)
            let returned = blocksReturned(name)
            report.add(
                Figure(
                    name: "\(title(name)): allocations",
                    value: Double(count),
                    unit: "blocks",
                    against: "the \(returned) blocks of what it returns",
                    ratio: Double(count) / Double(returned),
                    budget: .atMost(1)
                )
            )
        }
    }

    /// How many blocks of memory the texts and arrays of an input occupy, once it has been read.
    private func blocksReturned(_ name: String) -> Int {
        switch name {
        case "calculate": (try? Calculate.Input.read(inputs.calculate))?.expression.blockCount ?? 0
        case "order": (try? PlaceOrder.Input.read(inputs.order))?.blockCount ?? 0
        default:
            ((try? PlaceOrders.Input.read(inputs.orders))?.orders.map(\.blockCount) ?? []).reduce(1, +)
        }
    }

    private func countInstructions(_ report: inout Report) throws {
        for name in Self.names {
            let figureName = "\(title(name)): instructions"
            let repetitions = name == "orders" ? 1 : 1000
            guard let all = try instructions(name, repetitions: repetitions) else {
                report.add(.missing(figureName, against: "valgrind", reason: "peer not installed", nil))
                continue
            }
            let each = all / Double(repetitions)
            report.add(Figure(name: figureName, value: each, unit: "instructions", against: "-"))
        }
    }

    private func instructions(_ name: String, repetitions: Int) throws -> Double? {
        let command = Command(
            path: "valgrind",
            arguments: [
                "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*repeatWork*",
                CommandLine.arguments[0], "repeat", name, "\(repetitions)",
            ]
        )
        guard let outcome = try? command.run() else { return nil }
        let line = outcome.output.split(separator: "\n").last { $0.contains("Collected : ") }
        return line?.split(separator: " ").last.flatMap { Double($0) }
    }

    // MARK: - Inputs

    /// A measurement of something that refuses its input would mean nothing.
    private func checkInputs() throws {
        precondition(inputs.calculate.count == 47)
        _ = try Calculate.Input.read(inputs.calculate)
        _ = try PlaceOrder.Input.read(inputs.order)
        _ = try PlaceOrders.Input.read(inputs.orders)
        _ = try HandWrittenCalculate.read(inputs.calculate)
        _ = try FoundationDecoding().calculate(Data(inputs.calculate))
        _ = try FoundationDecoding().order(Data(inputs.order))
    }

    private func writeInputs() throws {
        for (name, bytes) in zip(Self.names, [inputs.calculate, inputs.order, inputs.orders]) {
            try Data(bytes).write(to: URL(filePath: "\(folders.work)/\(name).json"))
        }
    }
}

extension String {
    /// How many blocks of memory the text has: none where it is small enough to be stored in place.
    fileprivate var blockCount: Int { utf8.count > 15 ? 1 : 0 }
}

extension PlaceOrder.Input {
    fileprivate var blockCount: Int {
        let texts = [id, email, createdAt, coupon ?? "", note ?? ""] + address.texts + labels
        return (texts.map(\.blockCount) + lines.map(\.blockCount)).reduce(2, +)
    }
}

extension PlaceOrder.Input.Address {
    fileprivate var texts: [String] { [name, street, city, postalCode, country] }
}

extension PlaceOrder.Input.LinesElement {
    fileprivate var blockCount: Int { sku.blockCount + title.blockCount + 1 }
}

extension PlaceOrders.Input.OrdersElement {
    fileprivate var blockCount: Int {
        let place = [address.name, address.street, address.city, address.postalCode, address.country]
        let texts = [id, email, createdAt, coupon ?? "", note ?? ""] + place + labels
        return (texts.map(\.blockCount) + lines.map { $0.sku.blockCount + $0.title.blockCount + 1 }).reduce(2, +)
    }
}
