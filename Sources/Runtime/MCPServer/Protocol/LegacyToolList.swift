/// The list of tools as clients up to 2025-11-25 can decode it.
///
/// Their schemas allow further members anywhere, so that all is left as it is, but for the one thing that would not
/// decode: an `outputSchema` whose type is no object.
///
/// - Parameter list: The JSON array of the tools.
/// - Returns: The same bytes with such schemas cut out.
func legacyToolList(_ list: [UInt8]) -> [UInt8] {
    let cuts = JSONReader.withBytes(list) { json in
        var issues = Issues()
        return json.readArray(.any, &issues) { json, _ in undecodableOutputSchema(&json, in: list) } ?? []
    }
    var result: [UInt8] = []
    result.reserveCapacity(list.count)
    var start = 0
    for cut in cuts {
        result += list[start..<cut.lowerBound]
        start = cut.upperBound
    }
    return result + list[start...]
}

private let toolRules = ObjectRules([.optional("outputSchema")])
private let schemaRules = ObjectRules([.optional("type")])

/// Where the member stands that must go, with the comma before it: `name` or `inputSchema` always stand before.
private func undecodableOutputSchema(
    _ json: inout JSONReader,
    in list: [UInt8]
) -> Range<Int>? {
    var cut: Range<Int>?
    var issues = Issues()
    guard var tool = json.enterObject(toolRules, &issues) else { return nil }
    while json.nextProperty(&tool, &issues) != nil {
        let key = json.offset
        let isObject = describesObject(&json, &issues)
        guard !isObject, let comma = list[..<key].lastIndex(of: UInt8(ascii: ",")) else { continue }
        cut = comma..<json.offset
    }
    return cut
}

/// Takes a schema and says whether its type is an object.
private func describesObject(_ json: inout JSONReader, _ issues: inout Issues) -> Bool {
    guard var schema = json.enterObject(schemaRules, &issues) else { return false }
    var isObject = false
    while json.nextProperty(&schema, &issues) != nil {
        if case .string("object") = json.readValue(&issues) { isObject = true }
    }
    return isObject
}
