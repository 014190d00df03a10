public import Diagnostics

/// A single value: its text, how it was written, and what the YAML 1.2 core schema makes of it.
public struct YAMLScalar: Sendable, Hashable {
    /// How a scalar is written.
    public enum Style: Sendable, Hashable {
        /// Without quotes. Only a plain scalar can be anything but text.
        case plain
        /// `'it''s'`
        case singleQuoted
        /// `"with \n escapes"`
        case doubleQuoted
        /// `|`: a block whose line breaks are kept.
        case literal
        /// `>`: a block whose line breaks become spaces.
        case folded
    }

    /// What a scalar stands for in the core schema.
    public enum Value: Sendable, Hashable {
        /// `null`, `Null`, `NULL`, `~`, or a value left out.
        case null
        /// `true` or `false`, also written `True` or `TRUE`; never `yes` or `on`.
        case bool(Bool)
        /// Decimal digits, with a sign or without, that fit into `Int`.
        case integer(Int)
        /// A decimal number with a fraction or an exponent, an integer too great for `Int` (as the nearest
        /// `Double`), or `.inf` and `.nan`. What overflows `Double` is an infinity, too.
        case float(Double)
        /// All else, and whatever is quoted.
        case text
    }

    /// The text: as it was written if it is plain (`1.0` stays `1.0`), without quotes and escapes otherwise.
    public var text: String
    /// How it is written.
    public var style: Style
    /// Where it stands, with its quotes.
    public var location: SourceLocation

    /// Creates a scalar.
    public init(text: String, style: Style, location: SourceLocation) {
        self.text = text
        self.style = style
        self.location = location
    }

    /// Whether the value was left out, as in `key:` with nothing behind it. `""` and a written `null` are not empty.
    public var isEmpty: Bool { style == .plain && text.isEmpty }

    /// What the scalar stands for. Computed at each call, from ``text`` and ``style``.
    public var value: Value {
        style == .plain ? CoreSchema.resolve(text) : .text
    }

    /// The value of a plain `true` or `false`.
    public var bool: Bool? {
        guard case .bool(let bool) = value else { return nil }
        return bool
    }

    /// The value of a plain integer that fits into `Int`.
    public var integer: Int? {
        guard case .integer(let integer) = value else { return nil }
        return integer
    }

    /// The nearest `Double` to a plain integer or float. It may be infinite or not a number.
    public var double: Double? {
        switch value {
        case .integer(let integer): Double(integer)
        case .float(let float): float
        default: nil
        }
    }
}
