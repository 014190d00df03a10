/// What code points are decomposed to.
struct Decompositions: Sendable {
    private var places: [UInt32: Range<Int>] = [:]
    private var images: [UInt32] = []

    /// Reads code points that are another one, and those that are several.
    init(mappings: StaticString, expansions: StaticString) {
        TableReader.forEachMapping(in: mappings) { point, image in
            places[point] = images.count..<images.count + 1
            images.append(image)
        }
        let elements = Self.elements
        var reader = TableReader(expansions)
        var point: UInt32 = 0
        var previous: Range<Int> = 0..<0
        while !reader.isAtEnd {
            point += reader.number()
            let start = images.count
            images += images[previous].prefix(Int(reader.number()))
            images += reader.numbers(reader.number()).map { elements[Int($0)] }
            previous = start..<images.count
            places[point] = previous
            point += 1
        }
    }

    /// The full decomposition of a code point, if it has one.
    subscript(point: UInt32) -> ArraySlice<UInt32>? {
        places[point].map { images[$0] }
    }

    /// The code points with several others, and these.
    var expansions: some Sequence<(point: UInt32, image: ArraySlice<UInt32>)> {
        places.lazy.filter { $0.value.count > 1 }.map { ($0.key, images[$0.value]) }
    }

    private static var elements: [UInt32] {
        var result: [UInt32] = []
        var reader = TableReader(NormalizationTables.elements)
        while !reader.isAtEnd { result.append(reader.number()) }
        return result
    }
}
