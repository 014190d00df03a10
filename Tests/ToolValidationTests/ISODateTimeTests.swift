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
}
