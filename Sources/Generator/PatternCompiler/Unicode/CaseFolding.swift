import ToolValidation

/// Case folding as flag `i` demands it (ECMA-262 22.2.2.7.3, Canonicalize).
enum CaseFolding {
    /// All elements that Canonicalize cannot tell from one of the set.
    ///
    /// Without flags `u` and `v` these are the code units with the same capital, where a capital is one code unit, and
    /// ASCII only for ASCII. With one of the flags they are the code points with the same simple case folding.
    static func closure(of set: CodeUnitSet, isUnicode: Bool) -> CodeUnitSet {
        let classes = isUnicode ? points : units
        var added: [CodeUnitSet.Interval] = []
        var seen = [Bool](repeating: false, count: classes.members.count)
        for interval in set.intervals {
            var index = classes.index(atOrAfter: interval.lower)
            while index < classes.elements.count && classes.elements[index] <= interval.upper {
                let place = classes.places[index]
                index += 1
                guard !seen[place] else { continue }
                seen[place] = true
                for member in classes.members[place] {
                    added.append(CodeUnitSet.Interval(lower: member, upper: member))
                }
            }
        }
        return added.isEmpty ? set : CodeUnitSet(unordered: set.intervals + added)
    }

    /// The simple case folding of each member: flag `v`'s MaybeSimpleCaseFolding.
    ///
    /// Of all code points it is the set that flag `v` with `i` takes complements in.
    static func folded(_ set: CodeUnitSet) -> CodeUnitSet {
        var result: [CodeUnitSet.Interval] = []
        for interval in set.intervals {
            var lower = interval.lower
            var index = points.index(atOrAfter: lower)
            while index < points.elements.count && points.elements[index] <= interval.upper {
                let element = points.elements[index]
                let canonical = points.canonical[points.places[index]]
                index += 1
                guard element != canonical else { continue }
                if lower < element { result.append(CodeUnitSet.Interval(lower: lower, upper: element - 1)) }
                result.append(CodeUnitSet.Interval(lower: canonical, upper: canonical))
                lower = element + 1
            }
            if lower <= interval.upper { result.append(CodeUnitSet.Interval(lower: lower, upper: interval.upper)) }
        }
        return CodeUnitSet(unordered: result)
    }

    /// The elements equal to one, itself included, in ascending order.
    static func equivalents(of element: UInt32, isUnicode: Bool) -> [UInt32] {
        let classes = isUnicode ? points : units
        let index = classes.index(atOrAfter: element)
        guard index < classes.elements.count, classes.elements[index] == element else { return [element] }
        return classes.members[classes.places[index]]
    }

    /// The elements that are equal to others, in ascending order.
    static func casedElements(isUnicode: Bool) -> [UInt32] { (isUnicode ? points : units).elements }

    private static let units = CaseClasses(UnicodeTables.capitals)
    private static let points = CaseClasses(UnicodeTables.foldings)
}

/// The classes of elements that a canonicalization makes equal, of those that have more than one.
private struct CaseClasses {
    /// All elements of the classes in ascending order.
    private(set) var elements: [UInt32] = []
    /// The place of each element's class in ``members`` and ``canonical``.
    private(set) var places: [Int] = []
    /// The elements of each class in ascending order.
    private(set) var members: [[UInt32]] = []
    /// What the canonicalization makes of each class.
    private(set) var canonical: [UInt32] = []

    /// Reads runs of elements whose images lie equally far away: the gap before a run, its count less one, the step
    /// from one to the next less one, and the distance doubled, plus 1 if it is negative.
    init(_ table: StaticString) {
        var images: [UInt32: Int] = [:]
        var reader = TableReader(table)
        var next: UInt32 = 0
        while !reader.isAtEnd {
            next += reader.number()
            let last = reader.number()
            let step = reader.number() + 1
            let distance = reader.number()
            var index: UInt32 = 0
            while index <= last {
                let element = next + index * step
                let image = distance & 1 == 0 ? element + distance >> 1 : element - distance >> 1
                if let place = images[image] {
                    members[place].append(element)
                } else {
                    images[image] = members.count
                    members.append([image, element])
                    canonical.append(image)
                }
                index += 1
            }
            next += last * step + 1
        }
        var order: [(element: UInt32, place: Int)] = []
        for place in members.indices {
            members[place].sort()
            for element in members[place] { order.append((element, place)) }
        }
        order.sort { $0.element < $1.element }
        elements = order.map(\.element)
        places = order.map(\.place)
    }

    func index(atOrAfter element: UInt32) -> Int {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if elements[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
