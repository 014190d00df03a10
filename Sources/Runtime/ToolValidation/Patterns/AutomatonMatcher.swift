extension AutomatonTable {
    /// Runs the automaton over a text. `bytes` are those that the table was made from.
    func matches(_ text: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard start < rowBound else { return start == Self.accepting }
        guard let base = bytes.baseAddress else { return false }
        let columns = base + Self.headerCount
        let shift = UInt(shift)
        // Each call is a loop of its own, in which widths and small shifts are constants: a quarter of the time.
        switch (columnWidth, entryWidth, shift) {
        case (1, 1, 0): return run(text, columns, columnWidth: 1, entryWidth: 1, shift: 0)
        case (1, 1, 1): return run(text, columns, columnWidth: 1, entryWidth: 1, shift: 1)
        case (1, 1, 2): return run(text, columns, columnWidth: 1, entryWidth: 1, shift: 2)
        case (1, 1, 3): return run(text, columns, columnWidth: 1, entryWidth: 1, shift: 3)
        case (1, 1, 4): return run(text, columns, columnWidth: 1, entryWidth: 1, shift: 4)
        case (1, 1, _): return run(text, columns, columnWidth: 1, entryWidth: 1, shift: shift)
        case (1, _, 0): return run(text, columns, columnWidth: 1, entryWidth: 2, shift: 0)
        case (1, _, 1): return run(text, columns, columnWidth: 1, entryWidth: 2, shift: 1)
        case (1, _, 2): return run(text, columns, columnWidth: 1, entryWidth: 2, shift: 2)
        case (1, _, _): return run(text, columns, columnWidth: 1, entryWidth: 2, shift: shift)
        case (_, 1, _): return run(text, columns, columnWidth: 2, entryWidth: 1, shift: shift)
        case (_, _, _): return run(text, columns, columnWidth: 2, entryWidth: 2, shift: shift)
        }
    }

    /// One step for each byte of the text.
    ///
    /// A step cannot leave the table: the place is below `rowBound`, and every column below the stride, which together
    /// `init` found to be inside. One comparison both keeps that so and ends the run in a sink.
    ///
    /// The entry goes from step to step as its digits were written, and `bias` takes away at once what they stand too
    /// high by. So one load alone separates a byte from the next; everything else is done beside it.
    @inline(__always)
    private func run(
        _ text: UnsafeBufferPointer<UInt8>,
        _ columns: UnsafePointer<UInt8>,
        columnWidth: Int,
        entryWidth: Int,
        shift: UInt
    ) -> Bool {
        let rows = columns + 256 * columnWidth
        let otherDigits = rows + (entryWidth == 2 ? entryCount : 0)
        let zero = UInt(Self.zero)
        let firstPlace = 2 + (entryWidth == 2 ? zero + zero << 6 : zero)
        let bias = firstPlace &<< shift &+ (columnWidth == 2 ? zero + zero << 6 : zero)
        /// Where a byte leads from an entry.
        @inline(__always)
        func next(_ byte: UInt8, from entry: UInt) -> UInt {
            let position = Int(byte) &* columnWidth
            var column = UInt(columns[position])
            if columnWidth == 2 { column &+= UInt(columns[position &+ 1]) &<< 6 }
            let index = Int(bitPattern: entry &<< shift &+ (column &- bias))
            var next = UInt(rows[index])
            if entryWidth == 2 { next &+= UInt(otherDigits[index]) &<< 6 }
            return next
        }

        var entry = start &+ firstPlace
        var index = 0
        while index < text.count {
            let following = next(text[index], from: entry)
            index &+= 1
            guard following &- firstPlace < rowBound else { return following &- firstPlace == Self.accepting }
            if following == entry {
                // A row that leads to itself mostly does so again. From here on four bytes are followed at once, since
                // none waits for what became of the one before it: half the time where texts consist of few classes.
                while index &+ 4 <= text.count,
                    next(text[index], from: entry) == entry, next(text[index &+ 1], from: entry) == entry,
                    next(text[index &+ 2], from: entry) == entry, next(text[index &+ 3], from: entry) == entry
                {
                    index &+= 4
                }
            }
            entry = following
        }
        return entry &- firstPlace < finalBound
    }
}
