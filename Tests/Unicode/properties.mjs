// Properties that neither node's regular expressions nor its strings tell, from the files of the Unicode Character
// Database (UAX #44).
import { readFileSync } from "node:fs";

/** Where the files lie: those of Debian's package unicode-data, or of an unpacked UCD.zip that UNICODE_DATA names. */
export const directory = process.env.UNICODE_DATA ?? "/usr/share/unicode";

const read = (name) => readFileSync(`${directory}/extracted/${name}.txt`, "utf8");

/** Their version, such as 15.0. */
export const version = () => /-(\d+\.\d+)/.exec(read("DerivedBidiClass"))[1];

/** The value of each code point in a file such as DerivedBidiClass, where it has one of its own. */
export function property(name) {
    const result = new Map();
    for (const line of read(name).split("\n")) {
        const match = /^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)/.exec(line);
        if (!match) continue;
        const [first, last] = [match[1], match[2] ?? match[1]].map((digits) => parseInt(digits, 16));
        for (let point = first; point <= last; point++) result.set(point, match[3]);
    }
    return result;
}
