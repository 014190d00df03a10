/// The list of tools as clients up to 2025-11-25 can decode it.
///
/// Their schemas allow further members anywhere, so that all is left as it is, but for the one thing that would not
/// decode: an `outputSchema` whose type is no object. It becomes that of an object whose `result` is the output.
///
/// - Parameter list: The JSON array of the tools.
/// - Returns: The same bytes with such schemas wrapped.
func legacyToolList(_ list: [UInt8]) -> [UInt8] {
    let places = JSONReader.withBytes(list) { json in
        var issues = Issues()
        return json.readArray(.any, &issues) { json, _ in undecodableOutputSchema(&json, in: list) } ?? []
    }
    var result: [UInt8] = []
    result.reserveCapacity(list.count)
    var start = 0
    for place in places {
        result += list[start..<place.lowerBound]
        result += wrapped(list[place])
        start = place.upperBound
    }
    return result + list[start...]
}

/// What stands around an output that is no object for clients up to 2025-11-25.
enum LegacyOutput {
    static let key: StaticString = "result"

    /// The value in an object.
    static func wrap(_ output: [UInt8], to json: inout JSONWriter) {
        json.beginObject()
        json.writeKey(key)
        json.writeRaw(output)
        json.endObject()
    }

    /// The value that was wrapped, if one was.
    static func unwrap(_ value: JSONValue) -> JSONValue? {
        guard case .object(let object) = value, object.members.count == 1 else { return nil }
        return object["result"]
    }
}

/// The schema of an object whose `result` a schema describes. Definitions stay at the root, where references look.
private func wrapped(_ schema: ArraySlice<UInt8>) -> [UInt8] {
    guard case .object(var inner)? = try? JSONValue.read(schema) else { return Array(schema) }
    let definitions = inner["$defs"]
    inner["$defs"] = nil
    var outer: JSONObject = [
        "type": "object", "properties": ["result": .object(inner)], "required": ["result"],
    ]
    outer["$defs"] = definitions
    return Array(JSONValue.object(outer).jsonText.utf8)
}

private let toolRules = ObjectRules([.optional("outputSchema")])
private let schemaRules = ObjectRules([.optional("type")])

/// Where a schema stands that must be wrapped.
private func undecodableOutputSchema(
    _ json: inout JSONReader,
    in list: [UInt8]
) -> Range<Int>? {
    var place: Range<Int>?
    var issues = Issues()
    var tool = json.enterObject(toolRules, &issues)
    while json.nextProperty(&tool, &issues) != nil {
        let start = json.offset
        if !describesObject(&json, &issues) { place = start..<json.offset }
    }
    return place
}

/// Takes a schema and says whether its type is an object.
private func describesObject(_ json: inout JSONReader, _ issues: inout Issues) -> Bool {
    var schema = json.enterObject(schemaRules, &issues)
    var isObject = false
    while json.nextProperty(&schema, &issues) != nil {
        if case .string("object") = json.readValue(&issues) { isObject = true }
    }
    return isObject
}
