extension AutomatonTable {
    /// Runs the automaton over a text. `bytes` are those that the table was made from.
    func matches(_ text: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard start < rowBound else { return start == .max }
        guard let base = bytes.baseAddress else { return false }
        let columns = base + Self.headerCount
        // Each call is a loop of its own, in which the widths and small shifts are constants.
        guard columnWidth == 1 else {
            return entryWidth == 1
                ? run(text, columns, columnWidth: 2, entryWidth: 1, shift: UInt(shift))
                : run(text, columns, columnWidth: 2, entryWidth: 2, shift: UInt(shift))
        }
        guard entryWidth == 1 else { return run(text, columns, columnWidth: 1, entryWidth: 2, shift: UInt(shift)) }
        switch shift {
        case 0: return run(text, columns, columnWidth: 1, entryWidth: 1, shift: 0)
        case 1: return run(text, columns, columnWidth: 1, entryWidth: 1, shift: 1)
        case 2: return run(text, columns, columnWidth: 1, entryWidth: 1, shift: 2)
        case 3: return run(text, columns, columnWidth: 1, entryWidth: 1, shift: 3)
        default: return run(text, columns, columnWidth: 1, entryWidth: 1, shift: UInt(shift))
        }
    }

    /// One step for each byte of the text.
    ///
    /// A step cannot leave the table: the place is below `rowBound`, and every column below the stride, which together
    /// `init` found to be inside. One comparison both keeps that so and ends the run in a sink, whose entry, less 2,
    /// is the largest of numbers.
    @inline(__always)
    private func run(
        _ text: UnsafeBufferPointer<UInt8>,
        _ columns: UnsafePointer<UInt8>,
        columnWidth: Int,
        entryWidth: Int,
        shift: UInt
    ) -> Bool {
        let rows = columns + 256 * columnWidth
        let zero = UInt(Self.zero)
        var place = start
        for byte in text {
            let position = Int(byte) &* columnWidth
            var column = UInt(columns[position]) &- zero
            if columnWidth == 2 { column &+= (UInt(columns[position &+ 1]) &- zero) &<< 6 }
            let index = Int(bitPattern: (place &<< shift) &+ column) &* entryWidth
            var next = UInt(rows[index]) &- zero &- 2
            if entryWidth == 2 { next &+= (UInt(rows[index &+ 1]) &- zero) &<< 6 }
            guard next < rowBound else { return next == .max }
            place = next
        }
        return place < finalBound
    }
}
