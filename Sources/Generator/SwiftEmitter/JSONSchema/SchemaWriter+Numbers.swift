import ToolModel
import ToolValidation

/// Numbers, and what is told of them by bounds and `multipleOf`.
extension SchemaWriter {
    /// The JSON Schema of a number; without a width it is a double, unless a rule wants a whole number.
    func number(_ type: String, _ rules: [Rule<NumberRule>], width: IntegerWidth?, isCoerced: Bool) -> Advertised {
        var bounds = NumberBounds()
        var isInteger = width != nil
        var steps: [Double] = []
        var isExact = true
        width?.tighten(&bounds)
        for rule in rules {
            switch rule.kind {
            case .min(let bound): bounds.tighten(minimum: bound)
            case .max(let bound): bounds.tighten(maximum: bound)
            case .greaterThan(let bound): bounds.tighten(minimum: bound, isExclusive: true)
            case .lessThan(let bound): bounds.tighten(maximum: bound, isExclusive: true)
            case .multipleOf(let step):
                // zod has it with a tolerance, which JSON Schema lacks.
                isExact = false
                if step > 0, step == step.rounded() { steps.append(step) }
            case .integer:
                isInteger = true
                IntegerWidth.safe.tighten(&bounds)
            case .format(.float32):
                bounds.tighten(minimum: -Double(Float.greatestFiniteMagnitude))
                bounds.tighten(maximum: Double(Float.greatestFiniteMagnitude))
            }
        }
        var json: JSONObject = ["type": .string(isInteger ? "integer" : type)]
        if isCoerced, use == .input {
            json["type"] = JSONTypeName.all(startingWith: isInteger ? "integer" : type, except: "object")
            isExact = false
        } else if width == .int64 {
            // A text keeps the digits that a double would lose.
            json["type"] = ["integer", "string"]
            isExact = false
        }
        bounds.write(to: &json)
        // Of doubles only whole ones have exact multiples.
        if isInteger, let step = steps.first {
            json["multipleOf"] = .number(step)
            if steps.count > 1 { json["allOf"] = .array(steps.dropFirst().map { ["multipleOf": .number($0)] }) }
        }
        return Advertised(json, isExact: isExact)
    }
}

/// The tightest of several bounds of a number.
private struct NumberBounds {
    private struct Bound {
        var value: Double
        var isExclusive: Bool
    }

    private var minimum: Bound?
    private var maximum: Bound?

    mutating func tighten(minimum value: Double, isExclusive: Bool = false) {
        if let known = minimum, known.value > value || (known.value == value && known.isExclusive) { return }
        minimum = Bound(value: value, isExclusive: isExclusive)
    }

    mutating func tighten(maximum value: Double, isExclusive: Bool = false) {
        if let known = maximum, known.value < value || (known.value == value && known.isExclusive) { return }
        maximum = Bound(value: value, isExclusive: isExclusive)
    }

    func write(to json: inout JSONObject) {
        if let minimum { json[minimum.isExclusive ? "exclusiveMinimum" : "minimum"] = .number(minimum.value) }
        if let maximum { json[maximum.isExclusive ? "exclusiveMaximum" : "maximum"] = .number(maximum.value) }
    }
}

extension IntegerWidth {
    fileprivate func tighten(_ bounds: inout NumberBounds) {
        switch self {
        case .safe:
            bounds.tighten(minimum: -9_007_199_254_740_991)
            bounds.tighten(maximum: 9_007_199_254_740_991)
        case .int32:
            bounds.tighten(minimum: Double(Int32.min))
            bounds.tighten(maximum: Double(Int32.max))
        case .uint32:
            bounds.tighten(minimum: 0)
            bounds.tighten(maximum: Double(UInt32.max))
        case .int64:
            bounds.tighten(minimum: -0x1p63)
            // The greatest one itself is no double.
            bounds.tighten(maximum: 0x1p63, isExclusive: true)
        }
    }
}
