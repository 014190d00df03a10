import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Points in time as text, in UTC.
package enum TimeText {
    /// Milliseconds since 1970.
    package static func milliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    }

    /// Now, such as `2026-11-21T09:30:00.123Z` (RFC 3339).
    package static func now() -> String {
        let milliseconds = milliseconds()
        return rfc3339(current(milliseconds / 1000), milliseconds)
    }

    package static func rfc3339(_ milliseconds: Int) -> String {
        rfc3339(Second(milliseconds / 1000), milliseconds)
    }

    private static func rfc3339(_ second: Second, _ milliseconds: Int) -> String {
        second.rfc3339 + ".\(padded(milliseconds % 1000, 3))Z"
    }

    /// Now, as the header field `Date` has it (RFC 9110, section 5.6.7).
    package static func httpDate() -> String { current(milliseconds() / 1000).httpDate }

    package static func httpDate(_ seconds: Int) -> String { Second(seconds).httpDate }

    private static let last = Mutex(Second(0))

    /// A second, made into text once for all that happens in it.
    private static func current(_ seconds: Int) -> Second {
        last.withLock { last in
            if last.number != seconds { last = Second(seconds) }
            return last
        }
    }

    /// A second and what is written of it.
    private struct Second {
        let number: Int
        let rfc3339: String
        let httpDate: String

        /// - Parameter number: Since 1970, and not before it.
        init(_ number: Int) {
            let date = CalendarDate(seconds: number)
            let (year, day) = (padded(date.year, 4), padded(date.day))
            let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][number / 86400 % 7]
            let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            self.number = number
            rfc3339 = "\(year)-\(padded(date.month))-\(day)T\(date.clock)"
            httpDate = "\(weekday), \(day) \(months[date.month - 1]) \(year) \(date.clock) GMT"
        }
    }

    /// A date of the Gregorian calendar, counted in the eras of 400 years that begin in March.
    private struct CalendarDate {
        var year: Int
        var month: Int
        var day: Int
        var clock: String

        /// - Parameter seconds: Since 1970, and not before it.
        init(seconds: Int) {
            let days = seconds / 86400 + 719_468
            let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
            let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let monthFromMarch = (5 * dayOfYear + 2) / 153
            day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
            month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
            year = 400 * era + yearOfEra + (month <= 2 ? 1 : 0)
            let second = seconds % 86400
            clock = "\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
        }
    }
}

private func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
