// The tables of normalization, from what node's String.prototype.normalize does. Hangul syllables are left out: they are
// worked out.
import { encodeExpansions, encodeMapping, encodeRanges, encodeValues, mergeValues, mostFrequent, numbers }
    from "./encoding.mjs";
import { swiftFile } from "./swiftfile.mjs";
import { members, ranges } from "./verdicts.mjs";

const points = (text) => Array.from(text, (character) => character.codePointAt(0));
const text = (points) => String.fromCodePoint(...points);
const isHangul = (point) => point >= 0xac00 && point <= 0xd7a3;

/** What each code point becomes under a form, where that is something else: [point, [points]]. */
function changes(form) {
    const result = [];
    for (const point of members(ranges("\\P{Cn}"))) {
        if (isHangul(point) || (point >= 0xd800 && point <= 0xdfff)) continue;
        const character = String.fromCodePoint(point);
        const changed = character.normalize(form);
        if (changed !== character) result.push([point, points(changed)]);
    }
    return result;
}

/** Of what is decomposed, what stays so when the text is composed again. */
const isExcluded = ([point, image]) => text(image).normalize("NFC") !== String.fromCodePoint(point);

export function normalizationTables() {
    const canonical = changes("NFD");
    const compatible = changes("NFKD").filter(
        ([point, image]) => text(image) !== String.fromCodePoint(point).normalize("NFD"));
    const ranks = combiningRanks(new Set(canonical.map(([point]) => point)));
    const single = (changes) => encodeMapping(changes.filter(([, image]) => image.length === 1).map(([point, image]) => [point, image[0]]));
    const several = (changes) => changes.filter(([, image]) => image.length > 1);
    const elements = mostFrequent([...several(canonical), ...several(compatible)].flatMap(([, image]) => image));
    const excluded = mergeValues(several(canonical).filter(isExcluded).map(([point]) => [point, 0]));
    return swiftFile({
        origin: "what node's strings and their normalization do",
        meaning: "Decompositions and the order of marks, in the digits of ``TableReader``.",
        name: "NormalizationTables",
        version: process.versions.unicode,
        constants: `    /// The rank of combining class 9, Virama, among those of the marks.
    static let virama: UInt8 = ${ranks.find(([point]) => point === 0x94d)[1]}
`,
        entries: [
            ["ranks", "Ranges of marks that are reordered, with the rank of their combining class among all.",
                encodeValues(mergeValues(ranks))],
            ["elements", "The code points of the expansions below, the most frequent first.", numbers(elements)],
            ["canonicalMappings", "Code points that are canonically another.", single(canonical)],
            ["canonicalExpansions", "Code points with the several ones that they are canonically.",
                encodeExpansions(several(canonical), elements)],
            ["excluded", "Ranges of those that are not composed again.", encodeRanges(excluded)],
            ["compatibleMappings", "Code points that are compatible with another.", single(compatible)],
            ["compatibleExpansions", "Code points with the several ones that they are compatible with.",
                encodeExpansions(several(compatible), elements)],
        ],
    });
}

/**
 * The code points that are reordered, with the rank of their combining class among all classes: [point, rank]. Two
 * are exchanged where the first has the greater class and the second is not of class 0.
 */
function combiningRanks(decomposed) {
    const isSwapped = (first, second) => text([first, second]).normalize("NFD") === text([second, first]);
    const [least, greatest] = [0x334, 0x345];
    const marks = [...members(ranges("\\p{M}"))].filter((point) => !decomposed.has(point)
        && (point === greatest || isSwapped(greatest, point) || isSwapped(point, least)));
    const classes = [];
    for (const mark of marks) {
        const same = classes.find(([other]) => !isSwapped(mark, other) && !isSwapped(other, mark));
        if (same) same.push(mark);
        else classes.push([mark]);
    }
    classes.sort(([first], [second]) => (isSwapped(first, second) ? 1 : -1));
    return classes.flatMap((marks, index) => marks.map((mark) => [mark, index + 1])).sort(([a], [b]) => a - b);
}
