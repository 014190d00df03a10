// The tables of domain names (UTS #46, not transitional, without STD3 rules), from what node's URL parser makes of each
// code point. Its IDNA data may be of an older version of Unicode than its strings.
import { domainToASCII, domainToUnicode } from "node:url";
import { encodeMapping, encodeRanges, encodeValues, mergeValues, numbers } from "./encoding.mjs";
import { property, version as databaseVersion } from "./properties.mjs";
import { swiftFile } from "./swiftfile.mjs";
import { members, ranges } from "./verdicts.mjs";

const points = (text) => Array.from(text, (character) => character.codePointAt(0));
const text = (points) => String.fromCodePoint(...points);
const isSurrogate = (point) => point >= 0xd800 && point <= 0xdfff;
/** These compose with nothing that follows; two of them, for a label has one direction. */
const surroundings = ["q", "\u05d0"];
/** Node accepts them between certain letters only; they are valid. */
const joiners = [0x200c, 0x200d];

/** What a domain maps a code point to: itself, other code points, or nothing; `null` where it is disallowed. */
function mapping(point) {
    if (point < 0x80) return points(String.fromCodePoint(point).toLowerCase());
    if (joiners.includes(point)) return [point];
    for (const letter of surroundings) {
        const ascii = domainToASCII(letter + String.fromCodePoint(point) + letter);
        if (ascii !== "") return points(domainToUnicode(ascii)).slice(1, -1);
    }
    // No domain has these. They are allowed all the same, for a mark that follows makes another character of them. Code
    // points that become something else that no domain has count as disallowed.
    const compatible = String.fromCodePoint(point).normalize("NFKC");
    return compatible === "<" || compatible === ">" ? points(compatible) : null;
}

export function domainTables() {
    const mappings = [...members(ranges("\\P{Cn}"))].filter((point) => !isSurrogate(point))
        .map((point) => [point, mapping(point)]);
    const allowed = mappings.filter(([, image]) => image?.length > 0);
    const ignored = mappings.filter(([, image]) => image?.length === 0);
    const valid = allowed.filter(([point, image]) => image.length === 1 && image[0] === point);
    const isDecomposed = ([point]) => String.fromCodePoint(point).normalize("NFKD") === String.fromCodePoint(point);
    const foldings = new Map(allowed.filter(isDecomposed).filter(([point, image]) => image.length === 1
        && image[0] !== point).map(([point, [image]]) => [point, image]));
    const fold = (point) => text(points(String.fromCodePoint(point).normalize("NFKD"))
        .map((element) => foldings.get(element) ?? element)).normalize("NFC");
    const others = allowed.filter(([point, image]) => fold(point) !== text(image));
    const plain = (selected) => encodeRanges(mergeValues(selected.map(([point]) => [point, 0])));
    return swiftFile({
        origin: "the verdicts of node's URL parser and the Unicode Character Database",
        meaning: "What a domain name may hold, in the digits of ``TableReader``.",
        name: "DomainTables",
        version: dataVersion(valid),
        entries: [
            ["allowed", "Ranges of code points that are valid or mapped.", plain(allowed)],
            ["ignored", "Ranges of code points that are left out.", plain(ignored)],
            ["foldings", "Code points without a decomposition that are mapped to another.",
                encodeMapping([...foldings])],
            ["others", "Code points that are mapped to something else than their foldings: how many, and which.",
                others.map(([point, image]) => numbers([point, image.length, ...image])).join("")],
            ["directions", "Ranges of ``BidiRule/Direction``, the place of each in its cases; left to right otherwise.",
                encodeValues(values(valid, property("DerivedBidiClass"), directions))],
            ["joining", "Ranges of ``JoinerRule/Joining``, the place of each in its cases; no joining otherwise.",
                encodeValues(values(valid, property("DerivedJoiningType"), joiningTypes))],
        ],
    });
}

/** The cases of BidiRule.Direction. */
const directions = { L: 0, R: 1, AL: 1, AN: 2, EN: 3, ES: 4, CS: 4, ET: 4, ON: 4, BN: 4, NSM: 5, B: 6, S: 6, WS: 6 };

/** The cases of JoinerRule.Joining. */
const joiningTypes = { L: 1, R: 2, D: 3, T: 4 };

/** Ranges with a value; those of 0 are left out, and what is not valid is of the value around it. */
function values(valid, property, numbers) {
    const result = [];
    let isRun = false;
    for (const [point] of valid) {
        const value = numbers[property.get(point)] ?? 0;
        const last = result.at(-1);
        if (isRun && last[2] === value) last[1] = point;
        else if (value > 0) result.push([point, point, value]);
        isRun = value > 0;
    }
    return result;
}

/** The version of the database, which must know all that node knows. */
function dataVersion(valid) {
    const categories = property("DerivedGeneralCategory");
    const unknown = valid.find(([point]) => (categories.get(point) ?? "Cn") === "Cn");
    if (unknown) throw new Error(`node knows U+${unknown[0].toString(16)}, which the files of Unicode do not`);
    return databaseVersion();
}
