// `npm run rules`: make scripts/rules/README.md, a table of the rules; with --check, only compare.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { writeFile } from "../../text/write-files.ts";
import { RULES } from "../index.ts";
import { documentationOf, documentOf, summaryOf } from "./documentation.ts";
import type { NamedRule } from "./rule.ts";

const TARGET = new URL("../README.md", import.meta.url);

/** What stands above it stays. */
const HEAD = `
| Rule | Severity | Mends | What is right |
| --- | --- | --- | --- |
`;

function row({ name, severity, isNeeded }: NamedRule): string {
  const needed = isNeeded ? ", the build needs it" : "";
  const mends = /^~~~\w+ \S+ fixed$/m.test(documentationOf(name)) ? " yes " : " ";
  return `| [${name}](${path.posix.relative("scripts/rules", documentOf(name))}) | ${severity}${needed} |${mends}| ${summaryOf(name)} |\n`;
}

const current = await readFile(TARGET, "utf8");
if (!current.includes(HEAD)) throw new Error(`scripts/rules/README.md has no table that starts with:${HEAD}`);
const [words] = current.split(HEAD, 1);
const wanted = words + HEAD + RULES.map(row).join("");
if (!argv.includes("--check")) {
  writeFile(fileURLToPath(TARGET), wanted);
} else if (current !== wanted) {
  console.error("scripts/rules/README.md is older than the rules. Run: npm run rules");
  process.exitCode = 1;
}
