// The digits of the tables; TableReader.swift says what they mean and reads them.

const zero = 0x30;

/** A number in base 32, the least digit first; 32 is added to each digit but the last. */
export function number(value) {
    let digits = "";
    while (value >= 32) {
        digits += String.fromCharCode(zero + 32 + (value % 32));
        value = Math.floor(value / 32);
    }
    return digits + String.fromCharCode(zero + value);
}

export const numbers = (values) => values.map(number).join("");

/** Ranges as the gap before each and its length less one. */
export function encodeRanges(ranges) {
    let next = 0;
    return ranges.map(([lower, upper]) => {
        const text = numbers([lower - next, upper - lower]);
        next = upper + 1;
        return text;
    }).join("");
}

/** Ranges that carry a value each. */
export function encodeValues(ranges) {
    let next = 0;
    return ranges.map(([lower, upper, value]) => {
        const text = numbers([lower - next, upper - lower, value]);
        next = upper + 1;
        return text;
    }).join("");
}

/** Pairs of a code point and its image, as runs of equal distance: gap, count less one, step less one, distance. */
export function encodeMapping(pairs) {
    let text = "";
    let next = 0;
    let index = 0;
    while (index < pairs.length) {
        const [first, image] = pairs[index];
        const step = index + 1 < pairs.length ? pairs[index + 1][0] - first : 1;
        let count = 1;
        while (index + count < pairs.length) {
            const [point, other] = pairs[index + count];
            if (point !== first + count * step || other - point !== image - first) break;
            count += 1;
        }
        // Only evenly spaced neighbours make a run; a lone pair has step 1.
        const distance = image - first;
        const sign = distance < 0 ? 1 : 0;
        text += numbers([first - next, count - 1, count > 1 ? step - 1 : 0, Math.abs(distance) * 2 + sign]);
        next = first + (count - 1) * (count > 1 ? step : 1) + 1;
        index += count;
    }
    return text;
}

/** Strings: how many code points are shared with the one before, how many follow, and their places in `elements`. */
export function encodeStrings(strings, elements) {
    let previous = [];
    return strings.map((string) => {
        let shared = 0;
        while (shared < string.length && string[shared] === previous[shared]) shared += 1;
        previous = string;
        const rest = string.slice(shared);
        return numbers([shared, rest.length, ...rest.map((point) => elements.indexOf(point))]);
    }).join("");
}

export function mostFrequent(points) {
    const counts = new Map();
    for (const point of points) counts.set(point, (counts.get(point) ?? 0) + 1);
    return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
}

/** Code points in ascending order with a value each, as ranges of the same value. */
export function mergeValues(values) {
    const result = [];
    for (const [point, value] of values) {
        const last = result.at(-1);
        if (last && last[1] + 1 === point && last[2] === value) last[1] = point;
        else result.push([point, point, value]);
    }
    return result;
}

/**
 * Code points that become several: the gap before each, how many of the first are those of the one before, how many
 * follow, and the places of these in `elements`.
 */
export function encodeExpansions(expansions, elements) {
    let next = 0;
    let previous = [];
    return expansions.map(([point, image]) => {
        let shared = 0;
        while (shared < image.length && image[shared] === previous[shared]) shared += 1;
        previous = image;
        const rest = image.slice(shared).map((element) => elements.indexOf(element));
        const text = numbers([point - next, shared, rest.length, ...rest]);
        next = point + 1;
        return text;
    }).join("");
}
