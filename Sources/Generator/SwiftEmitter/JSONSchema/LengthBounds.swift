import ToolModel
import ToolValidation

/// The tightest of several bounds of a length.
struct LengthBounds {
    private var minimum: Int?
    private var maximum: Int?

    mutating func tighten(minimum bound: Int) { minimum = max(minimum ?? 0, bound) }
    mutating func tighten(maximum bound: Int) { maximum = min(maximum ?? .max, bound) }
    mutating func fix(_ length: Int) {
        tighten(minimum: length)
        tighten(maximum: length)
    }

    /// Says the bounds by the keywords of a type: `minLength` and `maxLength`, say.
    func write(to json: inout JSONObject, minimum minimumKey: String, maximum maximumKey: String) {
        json[minimumKey] = minimum.map { .number(Double($0)) }
        json[maximumKey] = maximum.map { .number(Double($0)) }
    }
}
