/// The number of a payment card, with its check digit (ISO/IEC 7812-1, annex B).
enum CreditCardNumber {
    static func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard FormatPatterns.creditCard.matches(text) else { return false }
        var sum = 0
        var isDoubled = false
        for byte in text.reversed() where isASCIIDigit(byte) {
            let digit = Int(byte - UInt8(ascii: "0")) * (isDoubled ? 2 : 1)
            sum += digit > 9 ? digit - 9 : digit
            isDoubled.toggle()
        }
        return sum % 10 == 0
    }
}
