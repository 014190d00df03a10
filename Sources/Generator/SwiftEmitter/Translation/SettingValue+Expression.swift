import Diagnostics
import ToolModel

extension SettingValue {
    /// A literal, or the call that reads a setting: `settings.integer("PORT", default: "3000", at: "tools.yaml:8")`.
    ///
    /// - Parameters:
    ///   - method: What reads the setting.
    ///   - more: What else it must be told.
    ///   - literal: Writes a literal.
    /// - Returns: The literal, or the call.
    func expression(
        as method: String,
        with more: [Expression.Argument] = [],
        _ literal: (Value) -> Expression
    ) -> Expression {
        switch source {
        case .literal(let constant): return literal(constant)
        case .setting(let name, let defaultText):
            var arguments = [Expression.Argument(nil, .string(name))] + more
            if let defaultText { arguments.append(.init("default", .string(defaultText))) }
            let file = location.path.split(separator: "/").last.map(String.init) ?? ""
            arguments.append(.init("at", .string("\(file):\(location.start.line)")))
            return .call(.name("settings").member(method), arguments)
        }
    }
}

extension Expression {
    /// A whole number with its digits in groups.
    static func grouped(_ number: Int) -> Expression { .name(SwiftLiteral.grouped(number)) }

    /// A list of texts.
    static func strings(_ texts: [String]) -> Expression { .array(texts.map { .string($0) }) }
}
