extension AutomatonTable {
    /// Runs the automaton over a text. `bytes` are those that the table was made from.
    func matches(
        _ text: UnsafeBufferPointer<UInt8>,
        in bytes: UnsafeBufferPointer<UInt8>,
        _ prefilter: PatternPrefilter?
    ) -> Bool {
        guard start < rowBound else { return start == Self.accepting }
        guard let base = bytes.baseAddress else { return false }
        let columns = base + Self.headerCount
        var (place, index) = (start, 0)
        if let prefilter {
            (place, index) = search(text, columns, prefilter)
            guard place < rowBound else { return place == Self.accepting }
        }
        let shift = UInt(shift)
        // Each call is a loop of its own, in which widths and small shifts are constants: a quarter of the time.
        return switch (columnWidth, entryWidth, shift) {
        case (1, 1, 0): run(text, columns, place, index, columnWidth: 1, entryWidth: 1, shift: 0)
        case (1, 1, 1): run(text, columns, place, index, columnWidth: 1, entryWidth: 1, shift: 1)
        case (1, 1, 2): run(text, columns, place, index, columnWidth: 1, entryWidth: 1, shift: 2)
        case (1, 1, 3): run(text, columns, place, index, columnWidth: 1, entryWidth: 1, shift: 3)
        case (1, 1, 4): run(text, columns, place, index, columnWidth: 1, entryWidth: 1, shift: 4)
        case (1, 1, _): run(text, columns, place, index, columnWidth: 1, entryWidth: 1, shift: shift)
        case (1, _, 0): run(text, columns, place, index, columnWidth: 1, entryWidth: 2, shift: 0)
        case (1, _, 1): run(text, columns, place, index, columnWidth: 1, entryWidth: 2, shift: 1)
        case (1, _, 2): run(text, columns, place, index, columnWidth: 1, entryWidth: 2, shift: 2)
        case (1, _, _): run(text, columns, place, index, columnWidth: 1, entryWidth: 2, shift: shift)
        case (_, 1, _): run(text, columns, place, index, columnWidth: 2, entryWidth: 1, shift: shift)
        case (_, _, _): run(text, columns, place, index, columnWidth: 2, entryWidth: 2, shift: shift)
        }
    }

    /// One step for each byte of the text from `index` on.
    ///
    /// A step cannot leave the table: the place is below `rowBound`, and every column below the stride, which together
    /// `init` found to be inside. One comparison both keeps that so and ends the run in a sink.
    ///
    /// The entry goes from step to step as its digits were written. One load alone separates a byte from the next;
    /// everything else is done beside it.
    @inline(__always)
    private func run(
        _ text: UnsafeBufferPointer<UInt8>,
        _ columns: UnsafePointer<UInt8>,
        _ place: UInt,
        _ index: Int,
        columnWidth: Int,
        entryWidth: Int,
        shift: UInt
    ) -> Bool {
        let rows = Rows(columns, entryCount, columnWidth: columnWidth, entryWidth: entryWidth, shift: shift)
        var entry = place &+ rows.firstPlace
        var index = index
        while index < text.count {
            let following = rows.next(text[index], from: entry)
            index &+= 1
            guard following &- rows.firstPlace < rowBound else {
                return following &- rows.firstPlace == Self.accepting
            }
            if following == entry {
                // A row that leads to itself mostly does so again. From here on four bytes are followed at once, since
                // none waits for what became of the one before it: half the time where texts consist of few classes.
                while index &+ 4 <= text.count,
                    rows.next(text[index], from: entry) == entry, rows.next(text[index &+ 1], from: entry) == entry,
                    rows.next(text[index &+ 2], from: entry) == entry, rows.next(text[index &+ 3], from: entry) == entry
                {
                    index &+= 4
                }
            }
            entry = following
        }
        return entry &- rows.firstPlace < finalBound
    }

    /// The same with the prefilter, as long as it helps; the place and the index to go on from.
    ///
    /// It is a loop apart, since one more comparison for each byte would slow the other by a quarter.
    @inline(never)
    private func search(
        _ text: UnsafeBufferPointer<UInt8>,
        _ columns: UnsafePointer<UInt8>,
        _ prefilter: PatternPrefilter
    ) -> (place: UInt, index: Int) {
        let rows = Rows(columns, entryCount, columnWidth: columnWidth, entryWidth: entryWidth, shift: UInt(shift))
        let home = prefilter.home &+ rows.firstPlace
        var search = PatternPrefilter.Search()
        var entry = start &+ rows.firstPlace
        var index = 0
        while index < search.end {
            entry = rows.next(text[index], from: entry)
            index &+= 1
            guard entry &- rows.firstPlace < rowBound else { break }
            if entry == home { index = search.nextCandidate(prefilter, text, from: index) }
        }
        return (entry &- rows.firstPlace, index)
    }

    /// The rows of the table, with entries as their digits were written: `bias` takes away at once what those stand too
    /// high by.
    struct Rows {
        let columns: UnsafePointer<UInt8>
        let leastDigits: UnsafePointer<UInt8>
        let otherDigits: UnsafePointer<UInt8>
        let columnWidth: Int
        let entryWidth: Int
        let shift: UInt
        /// What is written for the place 0.
        let firstPlace: UInt
        private let bias: UInt

        @inline(__always)
        init(_ columns: UnsafePointer<UInt8>, _ entryCount: Int, columnWidth: Int, entryWidth: Int, shift: UInt) {
            let zero = UInt(AutomatonTable.zero)
            self.columns = columns
            self.columnWidth = columnWidth
            self.entryWidth = entryWidth
            self.shift = shift
            leastDigits = columns + 256 * columnWidth
            otherDigits = leastDigits + (entryWidth == 2 ? entryCount : 0)
            firstPlace = 2 + (entryWidth == 2 ? zero + zero << 6 : zero)
            bias = firstPlace &<< shift &+ (columnWidth == 2 ? zero + zero << 6 : zero)
        }

        /// Where a byte leads from an entry.
        @inline(__always)
        func next(_ byte: UInt8, from entry: UInt) -> UInt {
            let position = Int(byte) &* columnWidth
            var column = UInt(columns[position])
            if columnWidth == 2 { column &+= UInt(columns[position &+ 1]) &<< 6 }
            let index = Int(bitPattern: entry &<< shift &+ (column &- bias))
            var next = UInt(leastDigits[index])
            if entryWidth == 2 { next &+= UInt(otherDigits[index]) &<< 6 }
            return next
        }
    }
}
