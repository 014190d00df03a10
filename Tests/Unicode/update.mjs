// Writes the tables of PatternCompiler that Swift's standard library has no data for, from the verdicts of node's
// RegExp. With --check, says whether the committed file is what would be written; status 2 means that this node cannot
// tell, for it knows another version of Unicode.
import { readFileSync, writeFileSync } from "node:fs";
import { capitals, foldings } from "./casefolding.mjs";
import { emojiStrings, names as stringProperties } from "./emoji.mjs";
import { encodeMapping, encodeRanges, encodeStrings, encodeValues, numbers } from "./encoding.mjs";
import { extensionRanges, scriptNames, scriptRanges } from "./scripts.mjs";
import { ranges } from "./verdicts.mjs";

const file = new URL("../../Sources/Generator/PatternCompiler/Unicode/UnicodeTables.swift", import.meta.url);
const isCheck = process.argv.includes("--check");

const version = process.versions.unicode;
const committed = isCheck ? readFileSync(file, "utf8") : "";
if (isCheck && !committed.includes(`unicodeVersion = "${version}"`)) {
    console.error(`the tables are of another version of Unicode than this node's ${version}`);
    process.exit(2);
}

const source = tables();
if (isCheck) {
    if (source !== committed) {
        console.error("UnicodeTables.swift is not what node says: run make unicode");
        process.exit(1);
    }
} else {
    writeFileSync(file, source);
    console.log(`wrote ${source.length} bytes for Unicode ${version}`);
}

function tables() {
    const scripts = scriptRanges();
    const extensions = extensionRanges(scripts);
    const strings = emojiStrings();
    const elements = mostFrequent(Object.values(strings).flat(2));
    const entries = [
        ["scriptNames", "The names of each script, the long one first.",
            scriptNames().map((names) => names.join(" ")).join(",")],
        ["scripts", "Ranges with the place of their script in ``scriptNames``.", encodeValues(scripts)],
        ["extensionSets", "Sets of scripts: how many, and their places.",
            extensions.sets.map((set) => numbers([set.length, ...set])).join("")],
        ["extensions", "Ranges with the place of their Script_Extensions in ``extensionSets``, if not the script alone.",
            encodeValues(extensions.ranges)],
        ["emojiComponent", "Ranges of Emoji_Component.", encodeRanges(ranges("\\p{Emoji_Component}"))],
        ["extendedPictographic", "Ranges of Extended_Pictographic.", encodeRanges(ranges("\\p{Extended_Pictographic}"))],
        ["regionalIndicator", "Ranges of Regional_Indicator.", encodeRanges(ranges("\\p{Regional_Indicator}"))],
        ["capitals", "Code units with the capital that flag i takes them for without flags u and v.",
            encodeMapping(capitals())],
        ["foldings", "Code points with their simple case folding.", encodeMapping(foldings())],
        ["singleEmoji", "Ranges of the single code points of Basic_Emoji.",
            encodeRanges(ranges("\\p{Basic_Emoji}", "v"))],
        ["emojiElements", "The code points of the strings below, the most frequent first.", numbers(elements)],
        ...stringProperties.map((name) => [
            member(name), `The strings of ${name}.`, encodeStrings(strings[name], elements),
        ]),
    ];
    return `// Written from the verdicts of node's regular expressions by \`make unicode\`. Do not edit.

/// What Swift's standard library does not know of Unicode, in the digits of \`\`UnicodeTableReader\`\`.
enum UnicodeTables {
    /// The version of Unicode that the tables were written for.
    static let unicodeVersion = "${version}"
${entries.map(entry).join("")}}
`;
}

function entry([name, meaning, text]) {
    const lines = text.match(/.{1,100}/gs).map((line) => `        ${line}\n`).join("");
    return `
    /// ${meaning}
    static let ${name}: StaticString = #"""
${lines}        """#
`;
}

/** Basic_Emoji becomes basicEmoji, RGI_Emoji_ZWJ_Sequence rgiEmojiZWJSequence. */
function member(name) {
    const [first, ...rest] = name.split("_");
    return first.toLowerCase() + rest.join("");
}

function mostFrequent(points) {
    const counts = new Map();
    for (const point of points) counts.set(point, (counts.get(point) ?? 0) + 1);
    return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
}
