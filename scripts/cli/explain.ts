// `npm run lint -- --explain`: what a rule is about, or which rules there are.

import { explainRule } from "../lint/explain.ts";
import type { Rule } from "../rules/support/rule.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import type { Io } from "./io.ts";
import { TOOLCHAIN } from "./lists.ts";

/** @throws {Trouble} when there is no such rule */
export async function explain(io: Io, name: string | undefined, rules: readonly Rule[]): Promise<ExitStatus> {
  if (name === undefined) {
    const width = Math.max(...rules.map((rule) => rule.name.length));
    for (const rule of rules) {
      const { summary } = await explainRule(TOOLCHAIN, rule.name);
      io.stdout.write(`${rule.name.padEnd(width)}  ${rule.severity.padEnd("warning".length)}  ${summary}\n`);
    }
    return EXIT.clean;
  }
  const rule = rules.find((candidate) => candidate.name === name);
  if (!rule) {
    const names = rules.map((candidate) => candidate.name);
    throw new Trouble(`There is no rule “${name}”.`, didYouMean(name, names) ?? "--explain alone lists all rules.");
  }
  const { text } = await explainRule(TOOLCHAIN, rule.name);
  io.stdout.write(`${rule.name} (${rule.severity})\n\n${text}`);
  return EXIT.clean;
}
