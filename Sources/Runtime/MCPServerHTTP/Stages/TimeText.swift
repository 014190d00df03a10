#if HTTP
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Points in time as text, in UTC.
enum TimeText {
    /// Milliseconds since 1970.
    static func milliseconds() -> Int {
        Int(Date().timeIntervalSince1970 * 1000)
    }

    /// Now, such as `2026-11-21T09:30:00.123Z` (RFC 3339).
    static func now() -> String { rfc3339(milliseconds()) }

    static func rfc3339(_ milliseconds: Int) -> String {
        let date = CalendarDate(seconds: milliseconds / 1000)
        let text = "\(padded(date.year, 4))-\(padded(date.month))-\(padded(date.day))T\(date.clock)"
        return "\(text).\(padded(milliseconds % 1000, 3))Z"
    }

    /// Now, as the header field `Date` has it (RFC 9110, section 5.6.7). Made once a second.
    static func httpDate() -> String {
        let seconds = milliseconds() / 1000
        return lastDate.withLock { last in
            if last.seconds != seconds { last = (seconds, httpDate(seconds)) }
            return last.text
        }
    }

    static func httpDate(_ seconds: Int) -> String {
        let date = CalendarDate(seconds: seconds)
        let day = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][seconds / 86400 % 7]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(day), \(padded(date.day)) \(months[date.month - 1]) \(padded(date.year, 4)) \(date.clock) GMT"
    }

    private static let lastDate = Mutex((seconds: 0, text: ""))

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
#endif
