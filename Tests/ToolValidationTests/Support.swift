import ToolValidation

/// Numbers that look random and are the same in every run (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Any JSON value.
func parse(_ json: String) throws(InvalidInput) -> JSONValue {
    try JSONValue.read(json.utf8)
}

/// What a text is refused for, or nothing where it is read.
func fault(_ json: [UInt8]) -> JSONFault? {
    do throws(InvalidInput) {
        _ = try JSONValue.read(json)
        return nil
    } catch .malformed(let fault) {
        return fault
    } catch {
        return nil
    }
}
