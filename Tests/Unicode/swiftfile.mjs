// A Swift file of tables.

/** An entry is the name of a table, what it holds, and its text. */
export function swiftFile({ origin, meaning, name, version, entries, constants = "" }) {
    const source = `// Written from ${origin} by \`make unicode\`. Do not edit.

/// ${meaning}
enum ${name} {
    /// The version of Unicode that the tables were written for.
    static let unicodeVersion = "${version}"
${constants}${entries.map(entry).join("")}}
`;
    return { version, source };
}

function entry([name, meaning, text]) {
    // Names are kept whole; numbers may be broken anywhere.
    const lines = text.match(name === "scriptNames" ? /.{1,99}(?:,|$)/g : /.{1,100}/g).map((line) => `        ${line}\n`).join("");
    return `
    /// ${meaning}
    static let ${name}: StaticString = #"""
${lines}        """#
`;
}
