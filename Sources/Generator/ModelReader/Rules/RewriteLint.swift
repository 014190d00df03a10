internal import Diagnostics
internal import ToolModel
internal import ToolValidation

extension StepList {
    /// Warns of changes of a text behind checks that they can undo: the tool would get what the check refuses.
    func checkRewrites(_ reading: inout Reading) {
        let rules = allStringRules
        for (index, rule) in rules.enumerated() {
            guard case .rewrite(let rewrite) = rule.kind,
                let undone = rules[..<index].first(where: { rewrite.canUndo($0.kind) })
            else { continue }
            reading.warning(
                .rewriteOrder,
                at: rule.location,
                "'\(rewrite.name)' can undo a check above it: rules apply in the order in which they are written",
                notes: [.init("write '\(rewrite.name)' above this check", at: undone.location)]
            )
        }
    }
}

extension TextRewrite {
    /// Whether a text that keeps a rule may not keep it any more when it is changed.
    fileprivate func canUndo(_ rule: StringRule) -> Bool {
        switch rule {
        case .rewrite: return false
        // Decomposition makes several code points of one, and composition one of several.
        case .max: return isNormalization && self != .normalize(.nfc)
        case .min(let count) where isNormalization: return count > 1
        case .length where isNormalization: return true
        case .min(let count): return count > 0 && (self == .trim || self == .slugify)
        case .length: return self == .trim || self == .slugify
        // What a pattern says is not looked into: it was hardly written for the text before the change.
        case .regex, .emailPattern: return true
        case .startsWith(let part), .endsWith(let part):
            return JSONValue.string(apply(to: part)) != .string(part)
        case .includes(let part, _):
            // White space inside a text stays.
            return self == .trim ? part.allSatisfy(\.isWhitespace) : JSONValue.string(apply(to: part)) != .string(part)
        case .lowercase: return self == .toUpperCase
        case .uppercase: return self == .toLowerCase || self == .slugify
        case .format(let format): return canUndo(format)
        case .url: return self == .slugify
        }
    }

    private var isNormalization: Bool {
        if case .normalize = self { true } else { false }
    }

    private func canUndo(_ format: StringFormat) -> Bool {
        switch (self, format) {
        // Of ASCII, which all but emoji are, normalization makes nothing else.
        case (.normalize, _): format == .emoji
        case (.trim, _): false
        case (.toLowerCase, .datetime), (.toLowerCase, .duration), (.toLowerCase, .jwt): true
        case (.toLowerCase, _): false
        case (.toUpperCase, .cuid), (.toUpperCase, .cuid2), (.toUpperCase, .jwt): true
        case (.toUpperCase, _): false
        default: true
        }
    }
}
