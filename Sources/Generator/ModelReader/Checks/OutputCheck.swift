internal import Diagnostics
internal import ToolModel

/// Checks that an output says what is written, not how something is read.
struct OutputCheck {
    private let types: TypeIndex
    /// The types that are not fit for an output, each with the first reason.
    private let unfit: [String: Conversion]

    fileprivate struct Conversion {
        var key: String
        var location: SourceLocation
    }

    init(_ definitions: [TypeDefinition], _ types: TypeIndex) {
        self.types = types
        let reasons = definitions.compactMap { type in type.schema.conversions.first.map { (type.name, $0) } }
        unfit = Dictionary(reasons) { first, _ in first }
    }

    func run(on tool: ToolDefinition, _ reading: inout Reading) {
        guard let output = tool.output else { return }
        for conversion in output.conversions {
            reading.error(.outputConversion, at: conversion.location, message(conversion))
        }
        guard !unfit.isEmpty else { return }
        for name in types.reachable(from: output.references).sorted() {
            guard let conversion = unfit[name] else { continue }
            let notes = [Diagnostic.Note("'\(conversion.key)' stands here", at: conversion.location)]
            let message = "\(message(conversion)), in the type '\(name)'"
            reading.error(.outputConversion, at: output.location, message, notes: notes)
        }
    }

    private func message(_ conversion: Conversion) -> String {
        "an output is written, not read: '\(conversion.key)' says how a value is read"
    }
}

extension Schema {
    /// What in the schema, or in one inside of it, makes another value of what is sent.
    fileprivate var conversions: [OutputCheck.Conversion] {
        var conversions: [OutputCheck.Conversion] = []
        forEach { conversions += $0.ownConversions }
        return conversions
    }

    private var ownConversions: [OutputCheck.Conversion] {
        var conversions: [OutputCheck.Conversion] = []
        if type.isCoerced { conversions.append(.init(key: "coerce", location: location)) }
        if case .stringbool = type { conversions.append(.init(key: "stringbool", location: location)) }
        for step in steps {
            switch step.kind {
            case .transform: conversions.append(.init(key: "transform", location: step.location))
            case .preprocess: conversions.append(.init(key: "preprocess", location: step.location))
            default: break
            }
        }
        return conversions
    }
}

extension SchemaType {
    /// Whether other values are converted as JavaScript does it.
    var isCoerced: Bool {
        switch self {
        case .string(let string): string.isCoerced
        case .number(let number): number.isCoerced
        case .integer(let integer): integer.isCoerced
        case .boolean(let isCoerced): isCoerced
        default: false
        }
    }
}
