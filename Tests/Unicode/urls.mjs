// What node's URL parser makes of texts. The file named by the argument holds a list of texts in JSON; the answer is a
// list of `[href, protocol, hostname]`, or null for each that is no URL.
import { readFileSync } from "node:fs";

const parse = (text) => {
    try {
        const { href, protocol, hostname } = new URL(text);
        return [href, protocol, hostname];
    } catch {
        return null;
    }
};
console.log(JSON.stringify(JSON.parse(readFileSync(process.argv[2], "utf8")).map(parse)));
