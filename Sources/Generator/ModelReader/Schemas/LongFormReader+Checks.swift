internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads rules and steps, those under `checks:` included.
extension LongFormReader {
    mutating func readStep(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        for kind in StepReader.read(entry, depth: depth, &reading) { steps.add(kind, at: entry.key.location) }
    }

    mutating func readRule(_ entry: YAMLMapping.Entry, _ reading: inout Reading) {
        guard let type = ruledType.builtIn, let rule = RuleReader.read(entry, of: type, &reading) else { return }
        if let conversion = steps.conversion {
            reading.error(
                .misplacedRule,
                at: entry.key.location,
                "'\(entry.key.text)' stands behind what makes another value: write it above, or in the schema of that",
                notes: [.init("the other value is made here", at: conversion.location)]
            )
        } else if let opening = steps.opening {
            reading.error(
                .misplacedRule,
                at: entry.key.location,
                "'\(entry.key.text)' stands behind a step for a value that may be absent or null: write it above that step, or "
                    + "the step and '\(entry.key.text)' above what lets the value be absent or null",
                notes: [.init("from here on there may be no value", at: opening.location)]
            )
        } else {
            steps.add(rule)
        }
    }

    /// Reads `checks:`, a list of one-rule mappings.
    mutating func readChecks(_ node: YAMLNode, _ reading: inout Reading) {
        let expected = "a list of rules ('- min: 1')"
        guard let elements = reading.elements(node, for: "'checks'", expected: expected) else { return }
        for element in elements {
            let expected = "a mapping with one rule ('min: 1')"
            guard let mapping = reading.mapping(element, for: "an element of 'checks'", expected: expected) else {
                continue
            }
            guard mapping.entries.count == 1, let entry = mapping.entries.first else {
                let found = mapping.entries.isEmpty ? "none" : "\(mapping.entries.count)"
                reading.error(
                    .wrongKind,
                    at: SchemaReader.start(of: mapping.location),
                    "expected one rule in an element of 'checks', found \(found)"
                )
                continue
            }
            let key = entry.key.text
            if SchemaKeys.rules(of: ruledType).contains(key) {
                readRule(entry, &reading)
            } else if Vocabulary.repeatableSteps.contains(key) {
                readStep(entry, &reading)
            } else {
                refuseCheck(entry.key, &reading)
            }
        }
    }

    private func refuseCheck(_ key: YAMLScalar, _ reading: inout Reading) {
        let name = key.text
        let isPart =
            SchemaKeys.statements.contains(name) || SchemaKeys.steps.contains(name)
            || SchemaKeys.parts(of: ruledType).contains(name)
        guard isPart || name == "type" || name == "checks" else {
            SchemaKeys.refuse(key, of: ruledType, &reading)
            return
        }
        reading.error(.misplacedRule, at: key.location, "'\(name)' is no rule: it stands beside 'checks', not in it")
    }
}
