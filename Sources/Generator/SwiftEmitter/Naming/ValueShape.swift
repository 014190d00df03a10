import ToolModel

/// The Swift type of a value, which also tells how the value is written as JSON.
struct ValueShape: Equatable {
    /// The type without what it becomes where the value may be absent or `null`.
    indirect enum Base: Equatable {
        case text, number, integer, boolean
        /// `JSONValue`
        case json
        /// A type of Foundation that is written as a text.
        case converted(StringConversion)
        /// `Date`, of which only the day is written.
        case day
        /// `Date`, written with so many digits of a second: 0 for whole seconds, -1 for none.
        case moment(precision: Int)
        /// A generated struct or enumeration.
        case nominal(String)
        case array(ValueShape)
        case set(ValueShape)
        /// Values by text.
        case record(ValueShape)
        case map(keys: ValueShape, values: ValueShape)
    }

    var base: Base
    var mayBeNull = false
    var mayBeAbsent = false

    init(_ base: Base, mayBeNull: Bool = false, mayBeAbsent: Bool = false) {
        self.base = base
        self.mayBeNull = mayBeNull
        self.mayBeAbsent = mayBeAbsent
    }

    /// The type as it is written.
    var swiftType: String {
        switch (mayBeNull, mayBeAbsent) {
        case (true, true): "Nullish<\(base.swiftType)>"
        case (false, false): base.swiftType
        default: "\(base.swiftType)?"
        }
    }

    /// Takes `null` among the values, where it is none yet: any JSON may be `null` as it is.
    mutating func mayBecomeNull() { if base != .json { mayBeNull = true } }

    /// Whether `nil` is one of its values.
    var isOptional: Bool { mayBeNull != mayBeAbsent }

    /// The value for an absent one.
    var absentValue: Expression? {
        guard mayBeAbsent else { return nil }
        return mayBeNull ? .member(nil, "absent") : .nil
    }
}

extension ValueShape.Base {
    var swiftType: String {
        switch self {
        case .text: "Swift.String"
        case .number: "Swift.Double"
        case .integer: "Swift.Int"
        case .boolean: "Swift.Bool"
        case .json: "JSONValue"
        case .converted(let conversion): conversion.swiftType
        case .day, .moment: StringConversion.date.swiftType
        case .nominal(let name): name
        case .array(let element): "[\(element.swiftType)]"
        case .set(let element): "Swift.Set<\(element.swiftType)>"
        case .record(let value): "[Swift.String: \(value.swiftType)]"
        case .map(let key, let value): "[\(key.swiftType): \(value.swiftType)]"
        }
    }

    /// Whether the type is one that Foundation declares.
    var needsFoundation: Bool {
        switch self {
        case .converted, .day, .moment: true
        case .array(let value), .set(let value), .record(let value): value.base.needsFoundation
        case .map(let key, let value): key.base.needsFoundation || value.base.needsFoundation
        default: false
        }
    }
}

extension StringConversion {
    var swiftType: String {
        switch self {
        case .url: "Foundation.URL"
        case .uuid: "Foundation.UUID"
        case .date: "Foundation.Date"
        case .data: "Foundation.Data"
        }
    }
}
