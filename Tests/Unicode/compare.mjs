// Compares what PatternCompiler knows of Unicode with what node says, and prints each difference on a line.
//
// The file named by the argument holds a line of JSON for each question:
//   {"names": ["gc=Lu", "Lu"], "ranges": [[65, 90]]}            properties of code points that mean the same
//   {"name": "RGI_Emoji", "strings": [[9730, 65039]]}           a property of strings, with its members
//   {"refused": "lu"}                                           no property
//   {"flags": "iu", "pairs": [[97, 65]]}                        elements, and one that each equals

import { readFileSync } from "node:fs";
import { check } from "./casefolding.mjs";
import { isProperty, ranges } from "./verdicts.mjs";

for (const line of readFileSync(process.argv[2], "utf8").split("\n")) {
    if (line === "") continue;
    const question = JSON.parse(line);
    const difference = question.names ? compareRanges(question)
        : question.strings ? compareStrings(question)
        : question.pairs ? comparePairs(question)
        : isProperty(question.refused) ? `node accepts \\p{${question.refused}}` : null;
    if (difference) console.log(difference);
}

function compareRanges({ names: [name, ...aliases], ranges: claimed }) {
    if (!isProperty(name)) return `node refuses \\p{${name}}`;
    const found = ranges(`\\p{${name}}`);
    for (let index = 0; index < Math.max(found.length, claimed.length); index++) {
        if (`${found[index]}` === `${claimed[index]}`) continue;
        return `\\p{${name}}: node has ${found[index]?.map(hexadecimal)}, not ${claimed[index]?.map(hexadecimal)}`;
    }
    // What has the same edges is the same.
    const edges = claimed.flatMap(([lower, upper]) => [lower - 1, lower, upper, upper + 1])
        .filter((point) => 0 <= point && point <= 0x10ffff);
    const verdicts = (name) => {
        const expression = new RegExp(`\\p{${name}}`, "u");
        return edges.map((point) => expression.test(String.fromCodePoint(point))).join();
    };
    const expected = verdicts(name);
    for (const alias of aliases) {
        if (!isProperty(alias)) return `node refuses \\p{${alias}}`;
        if (verdicts(alias) !== expected) return `\\p{${alias}} is not \\p{${name}}`;
    }
    return null;
}

function compareStrings({ name, strings }) {
    if (!isProperty(name, "v")) return `node refuses \\p{${name}}`;
    const expression = new RegExp(`^\\p{${name}}$`, "v");
    const wrong = strings.find((string) => !expression.test(String.fromCodePoint(...string)));
    if (wrong) return `\\p{${name}} lacks ${wrong.map(hexadecimal)}`;
    return new Set(strings.map(String)).size < strings.length ? `\\p{${name}}: a string occurs twice` : null;
}

function comparePairs({ flags, pairs }) {
    try {
        check(pairs, flags, flags.includes("u") ? 0x10ffff : 0xffff);
        return null;
    } catch (error) {
        return error.message;
    }
}

function hexadecimal(point) {
    return point.toString(16).toUpperCase();
}
