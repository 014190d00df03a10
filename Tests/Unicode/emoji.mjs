// The properties of strings. Node answers for a string but lists none, so candidates are made from the structure of
// emoji (UTS 51) and kept where node accepts them.

import { members, ranges } from "./verdicts.mjs";

export const names = [
    "Basic_Emoji", "Emoji_Keycap_Sequence", "RGI_Emoji_Modifier_Sequence", "RGI_Emoji_Flag_Sequence",
    "RGI_Emoji_Tag_Sequence", "RGI_Emoji_ZWJ_Sequence",
];

const joiner = "\u{200d}";
const presentation = "\u{fe0f}";
/** The skin tones, from light to dark. */
const tones = ["\u{1f3fb}", "\u{1f3fc}", "\u{1f3fd}", "\u{1f3fe}", "\u{1f3ff}"];
const characters = (property) => [...members(ranges(`\\p{${property}}`))].map((point) => String.fromCodePoint(point));
const isBase = (element) => /^\p{EBase}\u{fe0f}?$/u.test(element);
const bare = (element) => element.replace(presentation, "");

/** Each property's strings of more than one code point, as code points in ascending order. */
export function emojiStrings() {
    const emoji = characters("Emoji");
    const indicators = characters("RI");
    const candidates = {
        Basic_Emoji: emoji.map((base) => base + presentation),
        Emoji_Keycap_Sequence: emoji.map((base) => base + presentation + "\u{20e3}"),
        RGI_Emoji_Modifier_Sequence: emoji.flatMap((base) => tones.map((tone) => base + tone)),
        RGI_Emoji_Flag_Sequence: indicators.flatMap((first) => indicators.map((second) => first + second)),
        RGI_Emoji_Tag_Sequence: tagSequences(),
        RGI_Emoji_ZWJ_Sequence: joinedSequences(emoji),
    };
    return Object.fromEntries(names.map((name) => {
        const expression = new RegExp(`^\\p{${name}}$`, "v");
        const accepted = new Set(candidates[name].filter((string) => expression.test(string)));
        const strings = [...accepted].map((string) => [...string].map((character) => character.codePointAt(0)));
        return [name, strings.sort(compare)];
    }));
}

/** Flags of subdivisions: a black flag, a country's two letters and three of its part, as tags, and their end. */
function tagSequences() {
    const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(0xe0061 + index));
    const pairs = letters.flatMap((first) => letters.map((second) => first + second));
    const parts = pairs.flatMap((start) => letters.map((third) => start + third));
    const expression = new RegExp("^\\p{RGI_Emoji_Tag_Sequence}$", "v");
    const result = [];
    // Too many to keep before they are asked about.
    for (const country of pairs) {
        for (const part of parts) {
            const string = "\u{1f3f4}" + country + part + "\u{e007f}";
            if (expression.test(string)) result.push(string);
        }
    }
    return result;
}

/** Sequences of elements with joiners between them, found from pairs up. */
function joinedSequences(emoji) {
    const expression = /^\p{RGI_Emoji_ZWJ_Sequence}$/v;
    // As lists of elements; a tone stands behind its element.
    const found = new Map();
    const ask = (elements) => {
        const string = elements.join(joiner);
        if (!expression.test(string)) return false;
        if (!found.has(string)) found.set(string, elements);
        return true;
    };
    const plain = emoji.map((character) => /\p{EPres}/u.test(character) ? character : character + presentation);
    const [light, mediumLight] = tones;
    const toned = (element, tone) => bare(element) + tone;

    // All pairs of emoji, without a tone, with one, and with two that differ.
    const bases = plain.filter(isBase);
    for (const first of plain) for (const second of plain) ask([first, second]);
    for (const first of bases) for (const second of bases) ask([toned(first, light), toned(second, mediumLight)]);

    // Two that take part in several pairs, with any third between them: couples, whose sequence extends no pair.
    const count = new Map();
    for (const elements of found.values()) {
        for (const element of elements) if (isBase(element)) count.set(element, (count.get(element) ?? 0) + 1);
    }
    const sociable = [...count.keys()].filter((element) => count.get(element) > 2);
    for (const first of sociable) {
        for (const last of sociable) {
            for (const middle of plain) {
                ask([first, middle, last]);
                ask([toned(first, light), middle, toned(last, mediumLight)]);
            }
        }
    }

    // One more emoji anywhere in a sequence, until that finds nothing: families, kisses.
    let recent = [...found.values()];
    while (recent.length > 0) {
        const known = found.size;
        for (const elements of recent) {
            for (let place = 0; place <= elements.length; place++) {
                for (const element of plain) ask(elements.toSpliced(place, 0, element));
            }
        }
        recent = [...found.values()].slice(known);
    }

    // All tones, on any of the elements that take one.
    for (const elements of [...found.values()]) {
        let variants = [[]];
        for (const element of elements) {
            const base = tones.reduce((text, tone) => text.replace(tone, ""), element);
            const forms = isBase(base) ? [element, base, ...tones.map((tone) => toned(base, tone))] : [element];
            variants = variants.flatMap((variant) => forms.map((form) => [...variant, form]));
        }
        for (const variant of variants) ask(variant);
    }
    return [...found.keys()];
}

function compare(a, b) {
    const index = a.findIndex((point, index) => point !== b[index]);
    return index < 0 ? a.length - b.length : (a[index] ?? -1) - (b[index] ?? -1);
}
