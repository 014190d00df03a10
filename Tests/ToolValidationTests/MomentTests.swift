import Testing

@testable import ToolValidation

/// The order of dates and times that are texts.
@Suite struct MomentTests {
    @Test(
        arguments: [
            ("0000-01-01", "0000-01-02"), ("0000-02-29", "0000-03-01"), ("0399-12-31", "0400-01-01"),
            ("1999-12-31", "2000-01-01"), ("2000-02-29", "2000-03-01"), ("2023-02-28", "2023-03-01"),
            ("2024-02-29", "2024-02-29T00:00:00.1Z"), ("2024-01-01T12:30Z", "2024-01-01T12:30:30Z"),
            ("2024-01-01T12:00+02:00", "2024-01-01T11:00Z"), ("2024-01-01T00:00Z", "2023-12-31T23:59-00:02"),
            ("2024-01-01T00:00:01Z", "2024-01-01T00:00:01.0000000000000000000001Z"),
            ("2024-01-01T00:00:09.9Z", "2024-01-01T00:00:10Z"), ("0000-01-01T00:00+23:59", "0000-01-01"),
        ]
    )
    func ordersAsTimePasses(earlier: String, later: String) {
        #expect(Moment(earlier) < Moment(later))
        #expect(!(Moment(later) < Moment(earlier)))
    }

    @Test(
        arguments: [
            ("2024-01-01", "2024-01-01T00:00Z"), ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000Z"),
            ("2024-01-01T12:00:05.50Z", "2024-01-01T12:00:05.5Z"), ("2024-03-01T00:30+01:00", "2024-02-29T23:30Z"),
            ("2024-01-01T12:00:05Z", "2024-01-01T12:00:05.0Z"), ("2024-01-01T12:00:10Z", "2024-01-01T12:00:10.0Z"),
        ]
    )
    func takesOneMomentForOne(first: String, second: String) {
        #expect(Moment(first) == Moment(second))
    }

    @Test(arguments: ["", "2024", "2024-01-01T", "2024-01-01T12:00:", "2024-01-01T12:00+", "é", "::::::::::::::::::+:"])
    func readsAnyText(text: String) {
        _ = Moment(text)
    }

    /// A minute behind the last one of each month the next month begins, all through the calendar.
    @Test func missesNoDay() {
        func pad(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: width - "\(number)".count) + "\(number)"
        }
        for year in 0..<9999 {
            let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            for (month, days) in zip(1..., [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
                let last = Moment("\(pad(year, 4))-\(pad(month, 2))-\(days)T23:59-00:01")
                let next = month == 12 ? "\(pad(year + 1, 4))-01-01" : "\(pad(year, 4))-\(pad(month + 1, 2))-01"
                if last != Moment(next) { Issue.record("before \(next)") }
            }
        }
    }
}
