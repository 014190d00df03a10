// The two canonicalizations of flag i (ECMA-262 22.2.2.7.3), each as pairs of an element and its canonical one.

import { maximum, members, ranges } from "./verdicts.mjs";

/** Without flags u and v: the capital of a code unit, if it is one unit, and ASCII only where the unit is. */
export function capitals() {
    const pairs = [];
    for (let unit = 0; unit <= 0xffff; unit++) {
        const capital = String.fromCharCode(unit).toUpperCase();
        const image = capital.charCodeAt(0);
        if (capital.length === 1 && image !== unit && (unit < 128 || image >= 128)) pairs.push([unit, image]);
    }
    check(pairs, "i", 0xffff);
    return pairs;
}

/** With flag u or v: the simple case folding of each code point that has one. */
export function foldings() {
    // Characters fold alike only if they share a capital or small form, in however many letters.
    const groups = new Map();
    const parents = new Map();
    const root = (text) => {
        while (parents.has(text)) text = parents.get(text);
        return text;
    };
    const join = (a, b) => {
        if (root(a) !== root(b)) parents.set(root(a), root(b));
    };
    const changing = ranges("[\\p{CWU}\\p{CWL}\\p{CWT}\\p{CWCF}]", "u");
    for (const point of members(changing)) {
        const text = String.fromCodePoint(point);
        for (const form of [text.toLowerCase(), text.toUpperCase(), text.toUpperCase().toLowerCase()]) join(text, form);
    }
    for (const point of members(changing)) {
        const text = String.fromCodePoint(point);
        for (const member of new Set([text, text.toLowerCase(), text.toUpperCase()])) {
            if ([...member].length > 1) continue;
            const key = root(text);
            groups.set(key, (groups.get(key) ?? new Set()).add(member.codePointAt(0)));
        }
    }
    const pairs = [];
    for (const group of groups.values()) {
        let rest = [...group];
        while (rest.length > 0) {
            const expression = new RegExp(`^\\u{${rest[0].toString(16)}}$`, "iu");
            const equal = rest.filter((point) => expression.test(String.fromCodePoint(point)));
            rest = rest.filter((point) => !equal.includes(point));
            const canonical = folded(equal);
            for (const point of equal) if (point !== canonical) pairs.push([point, canonical]);
        }
    }
    pairs.sort((a, b) => a[0] - b[0]);
    check(pairs, "iu", maximum);
    return pairs;
}

/** The member of a class of equal characters that CaseFolding.txt maps the others to. */
function folded(members) {
    const filters = [
        (text) => !/\p{CWCF}/u.test(text),
        (text) => text.toLowerCase() === text,
        (text) => text.normalize("NFC") === text,
    ];
    let rest = [...members].sort((a, b) => b - a);
    for (const filter of filters) {
        const kept = rest.filter((point) => filter(String.fromCodePoint(point)));
        if (kept.length > 0) rest = kept;
    }
    return rest[0];
}

/**
 * Throws unless node finds exactly those elements equal that have the same image.
 *
 * Were elements of two classes equal, a set of all whose image has a certain bit clear would match an element whose
 * image has it set; so a question for each bit settles all pairs. Only letters that have case, marks, numbers and
 * symbols are asked about so: that all others equal none of them is one more question.
 */
export function check(pairs, flags, last) {
    const image = new Map(pairs);
    const candidates = [...members(ranges("[\\p{LC}\\p{Lm}\\p{M}\\p{N}\\p{S}]"))].filter((point) => point <= last);
    for (const [element, target] of pairs) candidates.push(element, target);
    const isCandidate = new Set(candidates);
    const elements = [...isCandidate].sort((a, b) => a - b);

    const ask = (isMember, among) => {
        const expression = new RegExp(`^[${classText(among.filter(isMember), flags)}]$`, flags);
        for (let element = 0; element <= last; element++) {
            if (among === elements && !isCandidate.has(element)) continue;
            if (expression.test(text(element)) !== isMember(element)) {
                throw new Error(`flags ${flags}: U+${element.toString(16)} is in a wrong class`);
            }
        }
    };
    ask((element) => !isCandidate.has(element), Array.from({ length: last + 1 }, (_, element) => element));
    for (let bit = 1; bit <= last; bit *= 2) ask((element) => ((image.get(element) ?? element) & bit) === 0, elements);

    for (const [element, target] of pairs) {
        if (!new RegExp(`^${escape(element, flags)}$`, flags).test(text(target))) {
            throw new Error(`flags ${flags}: U+${element.toString(16)} does not equal its image`);
        }
    }
}

const text = (element) => String.fromCodePoint(element);

function classText(elements, flags) {
    let result = "";
    for (let index = 0; index < elements.length; index++) {
        const start = index;
        while (elements[index + 1] === elements[index] + 1) index += 1;
        result += escape(elements[start], flags) + "-" + escape(elements[index], flags);
    }
    return result;
}

function escape(element, flags) {
    const digits = element.toString(16);
    return flags.includes("u") ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
