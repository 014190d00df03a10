// The normalization forms of texts. The file named by the argument holds a list of texts in JSON; the answer is a list of
// lists, one for each form that the other arguments name.
import { readFileSync } from "node:fs";

const [file, ...forms] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(file, "utf8"));
console.log(JSON.stringify(forms.map((form) => texts.map((text) => text.normalize(form)))));
