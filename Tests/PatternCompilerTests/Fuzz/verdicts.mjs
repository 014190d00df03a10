// Answers what RegExp says to expressions and strings, within a bound of time for each expression.
//
// The file named by the first argument holds a line of JSON for each expression, {"source", "flags", "texts"}. The answer
// to each is a line: "!" for a syntax error, "?" where the time was over, or "=" and a digit for each string, 1 where it

import { readFileSync } from "node:fs";
import vm from "node:vm";

const context = vm.createContext({ question: null });
const script = new vm.Script(`(() => {
    const { source, flags, texts } = question;
    let expression;
    const sticky = flags.includes("y");
    const unicode = /[uv]/.test(flags);
    try { expression = new RegExp(source, unicode && !sticky ? flags + "y" : flags); } catch { return "!"; }
    return "=" + texts.map((text) => {
        // Without flag y, node also searches between the halves of a pair, which RegExpBuiltinExec (22.2.7.2) steps over.
        for (let index = 0; index <= text.length; index += text.codePointAt(index) > 0xffff && unicode ? 2 : 1) {
            expression.lastIndex = index;
            if (expression.test(text)) return 1;
            if (sticky || !unicode) return 0;
        }
        return 0;
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
