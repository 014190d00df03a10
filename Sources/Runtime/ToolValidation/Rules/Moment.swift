/// A point in time that a text of `format: date` or `datetime` stands for, to compare it with another.
///
/// The order of such texts is not theirs: `12:30Z` is before `12:30:30Z`, and `12:00+02:00` before `11:00Z`. A date is its
/// first moment in UTC. Seconds may have any number of digits, all of which count.
public struct Moment: Sendable, Comparable {
    /// Minutes since the beginning of the year 0.
    private var minutes: Int
    /// The seconds with their fraction, without zeros at its end.
    private var seconds: [UInt8]

    /// Reads a text that its schema has found to be right; of another one nothing is known.
    public init(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int {
            range.upperBound <= bytes.count ? bytes[range].reduce(0) { $0 * 10 + Int($1 & 0xF) } : 0
        }
        minutes = Self.day(number(0..<4), number(5..<7), number(8..<10)) * 1440 + number(11..<13) * 60 + number(14..<16)
        seconds = []
        var rest = bytes.dropFirst(16)
        if rest.first == UInt8(ascii: ":") {
            seconds = rest.dropFirst().prefix {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
            }
            rest = rest.dropFirst(1 + seconds.count)
            if seconds.contains(UInt8(ascii: ".")) {
                while seconds.last == UInt8(ascii: "0") { seconds.removeLast() }
                if seconds.last == UInt8(ascii: ".") { seconds.removeLast() }
            }
        }
        // Without seconds it is the minute's first one.
        if seconds == Array("00".utf8) { seconds = [] }
        guard let sign = rest.first, sign != UInt8(ascii: "Z") else { return }
        let offset =
            number(rest.startIndex + 1..<rest.startIndex + 3) * 60
            + number(rest.startIndex + 4..<rest.startIndex + 6)
        minutes += sign == UInt8(ascii: "-") ? offset : -offset
    }

    /// The days from the beginning of the year 0 to a date of the proleptic Gregorian calendar.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // Years begin in March here, so that the leap day is the last of one.
        let year = month < 3 ? year - 1 : year
        let era = (year + 400) / 400 - 1
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month < 3 ? 9 : -3)) + 2) / 5 + day
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    }

    /// Whether one moment is before another.
    public static func < (lhs: Moment, rhs: Moment) -> Bool {
        guard lhs.minutes == rhs.minutes else { return lhs.minutes < rhs.minutes }
        return lhs.seconds.lexicographicallyPrecedes(rhs.seconds)
    }
}
