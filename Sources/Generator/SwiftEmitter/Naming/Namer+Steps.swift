import Diagnostics
import RuleExpressions
import ToolModel
import ToolValidation

/// The steps behind a type.
extension Namer {
    mutating func steps(
        _ steps: ArraySlice<Step>,
        behind shape: ValueShape,
        of schema: Schema,
        hint: String,
        _ scopes: inout MemberScopes
    ) -> [NamedStep] {
        var result: [NamedStep] = []
        for index in steps.indices where steps[index].kind.isNamed {
            var before = schema
            before.steps = Array(schema.steps[..<index])
            var step = step(steps[index], behind: result.last?.shape ?? shape, hint: hint, &scopes)
            step.readsAbsent = before.presence(definitions).input != .required
            result.append(step)
        }
        return result
    }

    mutating func step(
        _ step: Step,
        behind before: ValueShape,
        hint: String,
        _ scopes: inout MemberScopes
    ) -> NamedStep {
        func constant(_ suffix: String) -> String { scopes.statics.claim("\(hint)\(suffix)") }
        var named = NamedStep(kind: step.kind, shape: before)
        switch step.kind {
        case .optional: named.shape.mayBeAbsent = true
        case .nonoptional: named.shape.mayBeAbsent = false
        case .nullable: named.shape.mayBeNull = true
        case .defaultValue(let value):
            named.shape.mayBeAbsent = false
            if value.value == .null { named.shape.mayBecomeNull() }
        case .catchValue(let value): if value.value == .null { named.shape.mayBecomeNull() }
        case .refine(let refinement):
            let name = Identifier.lowerCamelCase(refinement.name)
            named.constant = scopes.statics.claim("\(name)Rule")
        case .stringRules, .numberRules, .arrayRules: named.constant = constant("Rules")
        case .transform(_, let target):
            let target = self.named(target, hint: hint, &scopes)
            named.target = target
            named.shape = target.shape
        case .pipe(let target):
            let target = self.named(target, hint: hint, &scopes)
            named.target = target
            named.shape = target.shape
        case .prefault, .superRefine, .overwrite, .preprocess, .readonly, .brand: break
        }
        return named
    }
}

extension StepKind {
    /// Whether the step looks at a value, or changes it, without making one of another type of it.
    var isCheck: Bool {
        switch self {
        case .refine, .superRefine, .overwrite, .readonly, .brand: true
        default: false
        }
    }

    /// Whether code is written for the step.
    var isNamed: Bool {
        switch self {
        case .readonly, .brand: false
        default: true
        }
    }
}
