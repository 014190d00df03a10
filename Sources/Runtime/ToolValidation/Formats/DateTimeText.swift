/// Dates, times and both together in the ISO 8601 form that zod accepts: `2024-02-29T12:30:00.5Z`.
enum DateTimeText {
    private static let datePattern =
        #"(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|"#
        + #"\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|"#
        + #"(?:02)-(?:0[1-9]|1\d|2[0-8])))"#

    static var fullDatePattern: String { "^\(datePattern)$" }

    static func timePattern(precision: Int?) -> String { "^\(unanchoredTimePattern(precision))$" }

    private static func unanchoredTimePattern(_ precision: Int?) -> String {
        let minutes = #"(?:[01]\d|2[0-3]):[0-5]\d"#
        return switch precision {
        case nil: minutes + #"(?::[0-5]\d(?:\.\d+)?)?"#
        case .some(-1): minutes
        case .some(0): minutes + #":[0-5]\d"#
        case .some(let digits): minutes + #":[0-5]\d\.\d{"# + "\(digits)}"
        }
    }

    static func pattern(_ options: StringFormat.DateTimeOptions) -> String {
        let time = unanchoredTimePattern(options.precision)
        let zone = options.allowsOffset ? #"Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)"# : "Z"
        return "^\(datePattern)T(?:\(time)(?:\(zone))\(options.allowsLocal ? "?" : ""))$"
    }

    static func admits(_ text: UnsafeBufferPointer<UInt8>, _ options: StringFormat.DateTimeOptions) -> Bool {
        var scanner = ByteScanner(text)
        return takeDate(&scanner) && scanner.take("T") && takeTime(&scanner, precision: options.precision)
            && takeZone(&scanner, options) && scanner.isAtEnd
    }

    static func admitsDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var scanner = ByteScanner(text)
        return takeDate(&scanner) && scanner.isAtEnd
    }

    static func admitsTime(_ text: UnsafeBufferPointer<UInt8>, precision: Int?) -> Bool {
        var scanner = ByteScanner(text)
        return takeTime(&scanner, precision: precision) && scanner.isAtEnd
    }

    /// A day of the proleptic Gregorian calendar, of the years 0000 to 9999.
    private static func takeDate(_ scanner: inout ByteScanner) -> Bool {
        guard let year = scanner.takeNumber(digits: 4), scanner.take("-"),
            let month = scanner.takeNumber(digits: 2), scanner.take("-"),
            let day = scanner.takeNumber(digits: 2), (1...12).contains(month), day >= 1
        else { return false }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        switch month {
        case 2: return day <= (isLeapYear ? 29 : 28)
        case 4, 6, 9, 11: return day <= 30
        default: return day <= 31
        }
    }

    private static func takeTime(_ scanner: inout ByteScanner, precision: Int?) -> Bool {
        guard takeHoursAndMinutes(&scanner) else { return false }
        guard precision != -1 else { return true }
        guard scanner.take(":") else { return precision == nil }
        guard let seconds = scanner.takeNumber(digits: 2), seconds <= 59 else { return false }
        guard precision != 0 else { return true }
        guard scanner.take(".") else { return precision == nil }
        let digits = scanner.takeDigits()
        return precision.map { digits == $0 } ?? (digits > 0)
    }

    private static func takeHoursAndMinutes(_ scanner: inout ByteScanner) -> Bool {
        guard let hours = scanner.takeNumber(digits: 2), scanner.take(":"),
            let minutes = scanner.takeNumber(digits: 2)
        else { return false }
        return hours <= 23 && minutes <= 59
    }

    private static func takeZone(_ scanner: inout ByteScanner, _ options: StringFormat.DateTimeOptions) -> Bool {
        if scanner.take("Z") { return true }
        if options.allowsOffset, scanner.take("+") || scanner.take("-") { return takeHoursAndMinutes(&scanner) }
        return options.allowsLocal && scanner.isAtEnd
    }
}
