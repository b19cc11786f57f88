// What rules are about, for `lint --explain`.
import { asTyped } from "../../text/as-typed.ts";
import { crop } from "../../text/crop.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
import { Trouble } from "../../text/trouble.ts";
import type { Rule } from "./rule.ts";

/** @returns a line a rule */
export function explainAll(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ name }) => name.length));
  const lines = rules.map(({ name, severity, summary }) => [name.padEnd(width), severity.padEnd(7), summary]);
  return lines.map((cells) => `${cells.join("  ")}\n`).join("");
}

/** @throws {Trouble} when there is no such rule */
export function explain(name: string, rules: readonly Rule[]): string {
  const rule = rules.find((candidate) => candidate.name === name);
  if (rule) return `${rule.name} (${rule.severity})\n\n${rule.summary}\n\n${asTyped(visible(rule.docs.trim()))}\n`;
  const names = rules.map((candidate) => candidate.name);
  throw new Trouble(`There is no rule “${name}”.`, didYouMean(name, names) ?? "--explain alone lists all rules.");
}

/** Examples with invisible characters show these as escapes, and lines that are far too long are cropped. */
function visible(docs: string): string {
  return docs
    .split("\n")
    .map((line) => crop(line, 200))
    .join("\n")
    .replace(
      / (?= *$)|[^\n\P{C}]|(?! )\p{Z}|\p{M}/gmu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
}
