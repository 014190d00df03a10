// The tables of PatternCompiler, from the verdicts of node's RegExp.
import { capitals, foldings } from "./casefolding.mjs";
import { emojiStrings, names as stringProperties } from "./emoji.mjs";
import { encodeMapping, encodeRanges, encodeStrings, encodeValues, mostFrequent, numbers } from "./encoding.mjs";
import { extensionRanges, scriptNames, scriptRanges } from "./scripts.mjs";
import { swiftFile } from "./swiftfile.mjs";
import { ranges } from "./verdicts.mjs";

export function patternTables() {
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
        ["extensions", "Ranges whose Script_Extensions are not their script alone, with the place in ``extensionSets``.",
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
    return swiftFile({
        origin: "the verdicts of node's regular expressions",
        meaning: "What Swift's standard library does not know of Unicode, in the digits of ``TableReader``.",
        name: "UnicodeTables",
        version: process.versions.unicode,
        entries,
    });
}

/** Basic_Emoji becomes basicEmoji, RGI_Emoji_ZWJ_Sequence rgiEmojiZWJSequence. */
function member(name) {
    const [first, ...rest] = name.split("_");
    return first.toLowerCase() + rest.join("");
}
