/// Points in time as ISO 8601 writes them in the proleptic Gregorian calendar.
public enum ISODateTime {
    /// The point in time that a text names.
    ///
    /// - Parameter text: A date, or a date and time such as `2024-02-29T12:30:00.5+01:00`. What has no zone is in UTC.
    /// - Returns: Seconds since the beginning of 1970 in UTC, leap seconds not counted; `nil` for any other text.
    public static func secondsSince1970(_ text: String) -> Double? {
        var text = text
        return text.withUTF8 { bytes in
            var scanner = ByteScanner(bytes)
            guard let year = scanner.takeNumber(digits: 4), scanner.take("-"),
                let month = scanner.takeNumber(digits: 2), scanner.take("-"), (1...12).contains(month),
                let day = scanner.takeNumber(digits: 2), (1...31).contains(day)
            else { return nil }
            let days = Double(daysSince1970(year: year, month: month, day: day))
            guard !scanner.isAtEnd else { return days * 86_400 }
            guard scanner.take("T"), let time = takeTime(&scanner), let offset = takeOffset(&scanner),
                scanner.isAtEnd
            else { return nil }
            return days * 86_400 + time - offset
        }
    }

    /// A point in time as a text in UTC.
    ///
    /// - Parameters:
    ///   - seconds: Seconds since the beginning of 1970; they are rounded to milliseconds.
    ///   - precision: The digits of a second: 0 for whole seconds, -1 for none. Without it there is a fraction only
    ///     where it is needed.
    /// - Returns: A text such as `2024-02-29T12:30:00.500Z`.
    public static func text(secondsSince1970 seconds: Double, precision: Int? = nil) -> String {
        let rest = floorRemainder(milliseconds(seconds), 86_400_000)
        let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
        let digits = precision ?? (rest % 1000 == 0 ? 0 : 3)
        let clock = time.prefix(digits < 0 ? 2 : 3).joined(separator: ":")
        let zeros = String(repeating: "0", count: Swift.max(0, digits - 3))
        let fraction = digits > 0 ? ".\((padded(rest % 1000, 3) + zeros).prefix(digits))" : ""
        return "\(day(secondsSince1970: seconds))T\(clock)\(fraction)Z"
    }

    /// The day of a point in time as a text in UTC.
    ///
    /// - Parameter seconds: Seconds since the beginning of 1970; they are rounded to milliseconds.
    /// - Returns: A text such as `2024-02-29`.
    public static func day(secondsSince1970 seconds: Double) -> String {
        let (year, month, day) = date(daysSince1970: floorDivide(milliseconds(seconds), 86_400_000))
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// A point in time that four digits of a year can tell.
    private static func milliseconds(_ seconds: Double) -> Int {
        let limit = 253_402_300_799.999
        return Int((Swift.max(-62_167_219_200, Swift.min(limit, seconds)) * 1000).rounded())
    }

    private static func padded(_ value: Int, _ count: Int) -> String {
        let digits = "\(value)"
        return String(repeating: "0", count: Swift.max(0, count - digits.utf8.count)) + digits
    }

    private static func takeTime(_ scanner: inout ByteScanner) -> Double? {
        guard let hours = scanner.takeNumber(digits: 2), scanner.take(":"),
            let minutes = scanner.takeNumber(digits: 2), hours < 24, minutes < 60
        else { return nil }
        var seconds = Double(hours * 3600 + minutes * 60)
        guard scanner.take(":") else { return seconds }
        guard let whole = scanner.takeNumber(digits: 2), whole < 60 else { return nil }
        seconds += Double(whole)
        guard scanner.take(".") else { return seconds }
        var (scale, isFirst) = (0.1, true)
        while let digit = scanner.takeNumber(digits: 1) {
            seconds += Double(digit) * scale
            (scale, isFirst) = (scale / 10, false)
        }
        return isFirst ? nil : seconds
    }

    private static func takeOffset(_ scanner: inout ByteScanner) -> Double? {
        if scanner.isAtEnd || scanner.take("Z") { return 0 }
        let isBehind = scanner.take("-")
        guard isBehind || scanner.take("+"), let hours = scanner.takeNumber(digits: 2), scanner.take(":"),
            let minutes = scanner.takeNumber(digits: 2)
        else { return nil }
        return Double(hours * 3600 + minutes * 60) * (isBehind ? -1 : 1)
    }

    // MARK: - The calendar

    /// Days since 1970-01-01, counted in years that begin in March, so that a leap day is the last of its year.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = floorDivide(year, 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }

    private static func floorRemainder(_ value: Int, _ divisor: Int) -> Int {
        value - floorDivide(value, divisor) * divisor
    }
}
