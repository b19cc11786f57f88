// drawing-edited: drawings are what the build makes, not edited by hand.
import path from "node:path";
import { textAtBranchStart } from "../git/branch-start.ts";
import { lastMade, type Made } from "../template/last-build.ts";
import { isDrawing } from "../template/output.ts";
import { readIfReadable } from "../text/files.ts";
import { mergeConflict } from "../text/merge-conflict.ts";
import { SourceText } from "../text/source.ts";
import { madeBefore } from "./support/made-before.ts";
import type { Rule } from "./support/rule.ts";

export const drawingEdited: Rule = {
  severity: "error",
  last({ root, list, page, isComplete }, report, found) {
    if (!isComplete) return;
    let kept: Made | undefined;
    const isElseRight = found.every(({ severity }) => severity === "info");
    for (const { file, origin, svg } of page.drawings) {
      const current = readIfReadable(path.join(root, file));
      if (current === undefined) continue;
      const made = svg();
      if (current === made || mergeConflict(new SourceText(file, "markdown", current))) continue;
      kept ??= lastMade(root);
      if (current === kept.get(file)) continue;
      const before = textAtBranchStart(list, file);
      if (current === before || current === madeBefore(root, file)) continue;
      if ((before === undefined && !isElseRight) || !isDrawing(before ?? current)) continue;
      const [source, others] = [new SourceText(file, "markdown", current), made.split("\n")];
      const lines = [...source.lines()];
      const isOther = (text: string, index: number): boolean => text !== others[index] || current.includes("\r");
      const { start, text } = lines.find((line, index) => isOther(line.text, index)) ?? lines.at(-1) ?? EMPTY;
      report({
        file,
        range: source.range(start, start + text.length),
        severity: before === undefined ? "warning" : "error",
        message: `This drawing is not what the build makes from ${origin}.`,
        hint: `Edit ${origin}, not the drawing. Then: npm run build`,
      });
    }
  },
};

const EMPTY = { text: "", start: 0 };
