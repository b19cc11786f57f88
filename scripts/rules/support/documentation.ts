// What rules are about, in NAME.md beside what reports them: for `lint --explain`, reports, and the table in README.md.
import { readFileSync } from "node:fs";
import path from "node:path";
import { TOOLCHAIN } from "../../record/schemas.ts";
import { asTyped } from "../../text/as-typed.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
import { Trouble } from "../../text/trouble.ts";
import { RULES } from "../index.ts";
import { BUILD_RULES } from "./reported-by-build.ts";

/** Where the page of a rule stands, relative to the toolchain, with `/`. */
export function documentOf(rule: string): string {
  const folder = Object.keys(BUILD_RULES).find((each) => Object.hasOwn(BUILD_RULES[each] ?? {}, rule));
  return `scripts/${folder ?? "rules"}/${rule}.md`;
}

/**
 * A heading; one sentence that says what is right; why; and examples of what is wrong and right, which are the rule's tests.
 * Each example has a heading, its files as blocks of code with their names behind the language, and the findings as a block of
 * text; a file with `fixed` behind its name is what `--fix` makes of it. Files in front of the first example are those of all
 * examples with a list. `\u{200b}` is a character that nobody would see, `\u{61}{99}` is ninety-nine of them.
 */
export function documentationOf(rule: string): string {
  return readFileSync(path.join(TOOLCHAIN, documentOf(rule)), "utf8");
}

/** One sentence: what is right. Markdown. */
export function summaryOf(rule: string): string {
  return documentationOf(rule).split("\n\n", 2)[1] ?? "";
}

/** @returns a line a rule */
export function explainAll(): string {
  const width = Math.max(...RULES.map(({ name }) => name.length));
  const lines = RULES.map(({ name, severity }) => [name.padEnd(width), severity.padEnd(7), summaryOf(name)]);
  return lines.map((cells) => `${cells.join("  ")}\n`).join("");
}

/** @throws {Trouble} when there is no such rule */
export function explain(name: string): string {
  const rule = RULES.find((candidate) => candidate.name === name);
  if (rule) return asTyped(documentationOf(name).replace(/^.*/, `${name} (${rule.severity})`));
  const names = RULES.map((candidate) => candidate.name);
  throw new Trouble(`There is no rule “${name}”.`, didYouMean(name, names) ?? "--explain alone lists all rules.");
}
