// Writes the tables that Swift's standard library has no data for: those of PatternCompiler from the verdicts of node's
// RegExp, those of ToolValidation from what its strings and its URL parser do. With --check, says whether the committed
// files are what would be written; status 2 means that this node cannot tell, for it knows another version of Unicode.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { domainTables } from "./domains.mjs";
import { normalizationTables } from "./normalization.mjs";
import { patternTables } from "./patterns.mjs";
import { directory as dataDirectory } from "./properties.mjs";

const sources = new URL("../../Sources/", import.meta.url);
const files = [
    ["Generator/PatternCompiler/Unicode/UnicodeTables.swift", patternTables],
    ["Runtime/ToolValidation/Unicode/NormalizationTables.swift", normalizationTables],
    ["Runtime/ToolValidation/Formats/URL/Domain/DomainTables.swift", domainTables],
];
const isCheck = process.argv.includes("--check");

for (const [path, tables] of files) {
    const file = new URL(path, sources);
    if (tables === domainTables && !existsSync(dataDirectory)) {
        console.error(`${path} needs the files of Unicode in ${dataDirectory} (Debian's unicode-data)`);
        if (!isCheck) process.exit(1);
        continue;
    }
    const { version, source } = tables();
    if (!isCheck) {
        writeFileSync(file, source);
        console.log(`wrote ${source.length} bytes for Unicode ${version}: ${path}`);
        continue;
    }
    const committed = readFileSync(file, "utf8");
    if (!committed.includes(`unicodeVersion = "${version}"`)) {
        console.error(`${path} is of another version of Unicode than this node's ${version}`);
        process.exit(2);
    }
    if (source !== committed) {
        console.error(`${path} is not what node says: run make unicode`);
        process.exit(1);
    }
}
