import Testing

@testable import ToolValidation

/// Dates and times as they are written.
@Suite struct ISODateTimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01", "1970-01-01T00:00:00Z"), (-0.25, "1969-12-31", "1969-12-31T23:59:59.750Z"),
            (1_709_251_199, "2024-02-29", "2024-02-29T23:59:59Z"),
            // Half a millisecond before the next day belongs to that, in both.
            (86_399.9996, "1970-01-02", "1970-01-02T00:00:00Z"), (.infinity, "9999-12-31", "9999-12-31T23:59:59.999Z"),
        ]
    )
    func writesDaysAndMoments(seconds: Double, day: String, text: String) {
        #expect(ISODateTime.day(secondsSince1970: seconds) == day)
        #expect(ISODateTime.text(secondsSince1970: seconds) == text)
    }

    /// A format with a precision takes nothing else than so many digits.
    @Test(
        arguments: [
            (-1, "00:01Z"), (0, "00:01:01Z"), (1, "00:01:01.2Z"), (3, "00:01:01.250Z"), (5, "00:01:01.25000Z"),
        ]
    )
    func writesSoManyDigits(precision: Int, text: String) {
        let written = ISODateTime.text(secondsSince1970: 61.25, precision: precision)
        #expect(written == "1970-01-01T\(text)")
        var utf8 = written
        let options = StringFormat.DateTimeOptions(precision: precision)
        #expect(utf8.withUTF8 { StringFormat.datetime(options).admits($0) })
    }
}
