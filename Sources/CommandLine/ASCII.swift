extension UInt8 {
    /// Whether the byte is `A` to `Z`.
    var isUpperASCII: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }

    /// Whether the byte is `a` to `z`.
    var isLowerASCII: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }

    /// Whether the byte is a letter or a digit that every language takes in a name.
    var isAlphanumericASCII: Bool {
        isUpperASCII || isLowerASCII || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
