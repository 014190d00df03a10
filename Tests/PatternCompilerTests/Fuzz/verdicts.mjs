// Answers what RegExp says to expressions and strings, within a bound of time for each expression.
//
// The file named by the first argument holds a line of JSON for each expression, {"source", "flags", "texts"}. The answer
// to each is a line: "!" for a syntax error, "?" where the time was over, or a digit for each string, 1 where it matches.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const context = vm.createContext({ question: null });
const script = new vm.Script(`(() => {
    const { source, flags, texts } = question;
    let expression;
    try { expression = new RegExp(source, flags); } catch { return "!"; }
    return texts.map((text) => {
        expression.lastIndex = 0;
        return expression.test(text) ? 1 : 0;
    }).join("");
})()`);

for (const line of readFileSync(process.argv[2], "utf8").split("\n")) {
    if (line === "") continue;
    context.question = JSON.parse(line);
    try {
        console.log(script.runInContext(context, { timeout: 250 }));
    } catch (error) {
        if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
        console.log("?");
    }
}
