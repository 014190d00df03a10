// What node's RegExp says about code points and strings.

export const maximum = 0x10ffff;

/** All code points, in pieces that no surrogate pair straddles: a high surrogate at an end meets no low one. */
const pieces = [];
for (const [first, last] of [[0, 0xdbff], [0xdc00, 0xffff], [0x10000, maximum]]) {
    let text = "";
    for (let start = first; start <= last; start += 4096) {
        const count = Math.min(4096, last - start + 1);
        text += String.fromCodePoint(...Array.from({ length: count }, (_, index) => start + index));
    }
    pieces.push({ first, text });
}

/** The code points that a class matches, as [first, last] in ascending order. */
export function ranges(characterClass, flags = "u") {
    const result = [];
    const expression = new RegExp(`(?:${characterClass})+`, flags + "g");
    for (const { first, text } of pieces) {
        const width = first > 0xffff ? 2 : 1;
        for (const match of text.matchAll(expression)) {
            const lower = first + match.index / width;
            const upper = lower + match[0].length / width - 1;
            const last = result.at(-1);
            if (last && last[1] + 1 === lower) last[1] = upper;
            else result.push([lower, upper]);
        }
    }
    return result;
}

export function isProperty(property, flags = "u") {
    try {
        new RegExp(`\\p{${property}}`, flags);
        return true;
    } catch {
        return false;
    }
}

export function* members(ranges) {
    for (const [lower, upper] of ranges) for (let point = lower; point <= upper; point++) yield point;
}
