// page-edited: README.md is what the build makes, not edited by hand.
import path from "node:path";
import { diffArrays } from "diff";
import { textAtBranchStart, textIfThere } from "../git/branch-start.ts";
import { lastMade } from "../template/last-build.ts";
import { PAGE, TEMPLATE } from "../template/page.ts";
import { FILE_START, type Severity } from "../text/diagnostic.ts";
import { trimmed } from "../text/edits.ts";
import { mergeConflict } from "../text/merge-conflict.ts";
import { type PairedLine, pairedLines } from "../text/paired-lines.ts";
import { SourceText } from "../text/source.ts";
import { madeBefore } from "./support/made-before.ts";
import type { Rule } from "./support/rule.ts";

export const pageEdited: Rule = {
  severity: "error",
  last({ root, list, isComplete, built }, report, found) {
    if (!isComplete) return;
    const current = textIfThere(path.join(root, PAGE));
    const kept = lastMade(root).get(PAGE);
    // In whatever order people edit, build and commit: what the last build made nobody edited.
    if (current !== undefined && current === kept) return;
    const before = textAtBranchStart(list, PAGE);
    if (current === undefined) {
      if (before === undefined) return;
      const message = "The page that is made from this is deleted.";
      report({ file: TEMPLATE, range: FILE_START, message, hint: "To put it back: npm run build" });
      return;
    }
    if (current === before || mergeConflict(new SourceText(PAGE, "markdown", current))) return;
    const { markdown, origins } = built();
    // Without Git, it cannot be told whether the page was edited or is older than the data.
    const isElseRight = found.every(({ severity }) => severity === "info");
    if (current === markdown || (before === undefined && !isElseRight) || current === madeBefore(root, PAGE)) return;

    const source = new SourceText(PAGE, "markdown", current);
    const starts = [...source.lines()].map(({ start }) => start);
    const [written, made] = [textsOf(current), textsOf(markdown)];
    const [first] = written;
    if (first !== undefined && !first.startsWith(made[0] ?? "") && first !== before?.split("\n", 1)[0]) {
      const message = "This is not the page that the build makes: its first line is another.";
      const hint = `If it was written by hand, move it to ${TEMPLATE} and data/. Then: npm run build`;
      report({ range: source.range(0, first.length), message, hint, mend: TEMPLATE });
      return;
    }
    const severity: Severity = before === undefined ? "warning" : "error";
    if (current.trimEnd() === markdown.trimEnd()) {
      const message = "The page's end was edited by hand: the build ends it with one line break.";
      report({
        range: source.range(current.trimEnd().length, current.length),
        message,
        hint: "npm run build",
        severity,
      });
      return;
    }
    const committed = before === undefined ? undefined : new Set(textsOf(`${before}\n${kept ?? ""}`));
    for (const { old: oldLine, fresh: builtLine, at } of changes(written, made)) {
      const old = oldLine === undefined ? undefined : written[oldLine];
      const fresh = builtLine === undefined ? undefined : made[builtLine];
      // What is merely older than the data: a line that was there before, or one that the build would add.
      if (committed && (old === undefined ? !committed.has(fresh ?? "") : committed.has(old))) continue;
      const [text, start] = [written[at] ?? "", starts[at] ?? current.length];
      const [from, to] = old === undefined || fresh === undefined ? [0, text.length] : differingPart(old, fresh);
      const origin = (builtLine !== undefined && origins.get(builtLine + 1)?.file) || TEMPLATE;
      // Without Git, a record in which something else is found is the likelier one to have changed.
      if (before === undefined && found.some(({ file }) => file === origin)) continue;
      const place = { range: source.range(start + from, start + to), mend: origin, severity };
      if (old === undefined) {
        const message = `A line that the build makes from ${origin} is missing in front of this one.`;
        report({
          ...place,
          message,
          hint: `To take its entry off the list: npm run absorb; to put it back: npm run build -- --discard-edits`,
        });
      } else if (fresh === undefined) {
        const message = "This line was added by hand: the build does not make it.";
        const hint = "To write it into the template or a record: npm run absorb";
        report({ ...place, message, hint });
      } else {
        const message = `This line was edited by hand: the build makes it from ${origin}.`;
        report({ ...place, message, hint: "To write it into the data: npm run absorb" });
      }
    }
  },
};

function textsOf(text: string): string[] {
  return [...new SourceText(PAGE, "markdown", text).lines()].map((line) => line.text);
}

function changes(old: string[], fresh: string[]): PairedLine[] {
  const signs = diffArrays(old, fresh).flatMap(({ value, added, removed }) =>
    value.map(() => (added ? "+" : removed ? "-" : " ")),
  );
  // Empty lines belong to the lines beside them.
  const paired = pairedLines(signs).filter((line) => line.old !== undefined || fresh[line.fresh ?? 0] !== "");
  return paired.filter((line) => line.old === undefined || old[line.old]?.trim() !== "" || paired.length === 1);
}

/** From the first character that differs to the last one; the whole line where only something was taken away. */
function differingPart(text: string, other: string): [number, number] {
  const { start: from, end: to } = trimmed({ start: 0, end: text.length, text: other }, text);
  return from < to ? [from, to] : [0, text.length];
}
