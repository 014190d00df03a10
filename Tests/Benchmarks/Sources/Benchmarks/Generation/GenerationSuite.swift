/// From a `tools.yaml` to Swift files, by the tool that runs inside every user's build.
struct GenerationSuite {
    let folders: Folders

    func run(_ report: inout Report) throws {
        for (configuration, seconds) in [("release", 0.3), ("debug", 3.0)] {
            for count in [10, 100, 1_000, 10_000] {
                let name = "generate \(grouped(count)) tools, \(configuration)"
                let tools = try GeneratedTools(count, configuration: configuration, folders)
                _ = try tools.generate()
                let pairs = try Pairs(tools.contender, against: tools.copying, count: 5, batch: 0)
                report.add(name, pairs, against: "reading and writing it", nil)
                if count == 1_000 {
                    report.add(
                        Figure(
                            name: name,
                            value: pairs.ours / 1e9,
                            unit: "s",
                            against: "\(Figure.rounded(seconds)) s",
                            ratio: pairs.ours / 1e9 / seconds,
                            budget: .atMost(1)
                        )
                    )
                }
                if count > 10 {
                    let fewer = try GeneratedTools(count / 10, configuration: configuration, folders)
                    let growth = try Pairs(tools.contender, against: fewer.contender, count: 5, batch: 0)
                    report.add(name, growth, against: "\(grouped(count / 10)) tools", .atMost(11))
                }
            }
        }
    }
}

/// A number of tools as it is read best.
func grouped(_ count: Int) -> String {
    count < 1_000 ? "\(count)" : "\(count / 1_000),000"
}
