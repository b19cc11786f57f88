// merge-conflict: no file has lines in which Git left both sides of a merge.
import path from "node:path";
import { PAGE } from "../template/page.ts";
import { readIfReadable } from "../text/files.ts";
import { mergeConflict as conflictIn } from "../text/merge-conflict.ts";
import { SourceText } from "../text/source.ts";
import type { Rule } from "./support/rule.ts";

export const mergeConflict: Rule = {
  severity: "error",
  isNeeded: true,
  // Those of records and the template are reported when these are read.
  document({ source }, report) {
    const conflict = conflictIn(source);
    if (conflict) report({ range: conflict.range, message: conflict.reason, hint: conflict.note });
  },
  list({ root, page }, report) {
    for (const file of [PAGE, ...page.drawings.map((drawing) => drawing.file)]) {
      const text = readIfReadable(path.join(root, file));
      const conflict = text === undefined ? undefined : conflictIn(new SourceText(file, "markdown", text));
      if (!conflict) continue;
      const what = file === PAGE ? "page" : "drawing";
      const hint = `The build makes the ${what} anew, once the records are right: npm run build -- --discard-edits`;
      report({ file, range: conflict.range, message: conflict.reason, hint });
    }
  },
};
