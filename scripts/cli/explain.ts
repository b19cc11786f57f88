// `npm run lint -- --explain`: what a rule is about, or which rules there are.
import type { Rule } from "../rules/support/rule.ts";
import { crop } from "../text/crop.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import type { Io } from "./io.ts";

/** @throws {Trouble} when there is no such rule */
export function explain(io: Io, name: string | undefined, rules: readonly Rule[]): ExitStatus {
  if (name === undefined) {
    const width = Math.max(...rules.map((rule) => rule.name.length));
    for (const rule of rules) {
      io.stdout.write(`${rule.name.padEnd(width)}  ${rule.severity.padEnd("warning".length)}  ${rule.summary}\n`);
    }
    return EXIT.clean;
  }
  const rule = rules.find((candidate) => candidate.name === name);
  if (!rule) {
    const names = rules.map((candidate) => candidate.name);
    throw new Trouble(`There is no rule “${name}”.`, didYouMean(name, names) ?? "--explain alone lists all rules.");
  }
  io.stdout.write(`${rule.name} (${rule.severity})\n\n${rule.summary}\n\n${visible(rule.docs.trim())}\n`);
  return EXIT.clean;
}

/** Examples are about characters that nobody sees, which are shown as escapes, and about a page that is far too long. */
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
