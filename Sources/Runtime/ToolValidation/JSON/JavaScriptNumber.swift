/// A number as ECMAScript's `Number::toString` spells it (ECMA-262, 6.1.6.1.20): `0.1`, `1e+21`, `1e-7`, `-0` as `0`.
///
/// Texts of issues and written JSON use it, so that they equal zod's.
package func javaScriptText(of value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity" }
    guard value != 0 else { return "0" }
    // Here both write the shortest digits without an exponent, but Swift a whole number with ".0".
    if (0.001..<1e15).contains(value.magnitude), value != value.rounded(.towardZero) { return "\(value)" }

    // Swift prints the shortest digits too, but lays them out in another way.
    var digits: [UInt8] = []
    var exponent = 0
    var pointIsPassed = false
    let text = "\(value.magnitude)"
    let parts = text.utf8.split(separator: UInt8(ascii: "e"))
    for byte in parts[0] {
        guard byte != UInt8(ascii: ".") else {
            pointIsPassed = true
            continue
        }
        digits.append(byte)
        if pointIsPassed { exponent -= 1 }
    }
    if parts.count > 1 { exponent += Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 }
    while let last = digits.last, last == UInt8(ascii: "0"), digits.count > 1 {
        digits.removeLast()
        exponent += 1
    }
    if let first = digits.firstIndex(where: { $0 != UInt8(ascii: "0") }) { digits.removeFirst(first) }

    // ECMAScript's n: where the decimal point stands, counted from the first digit.
    let point = digits.count + exponent
    var result: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    let zero = UInt8(ascii: "0")
    switch point {
    case digits.count...21:
        result += digits + Array(repeating: zero, count: point - digits.count)
    case 1...21:
        result += digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
    case -5...0:
        result += [zero, UInt8(ascii: ".")] + Array(repeating: zero, count: -point) + digits
    default:
        result.append(digits[0])
        if digits.count > 1 { result += [UInt8(ascii: ".")] + digits[1...] }
        result += Array("e\(point > 0 ? "+" : "-")\((point - 1).magnitude)".utf8)
    }
    return String(decoding: result, as: UTF8.self)
}
