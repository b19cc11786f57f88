// stale-drawing: every drawing that the build made belongs to a record that is still there.
import path from "node:path";
import { leftDrawings } from "../template/output.ts";
import { FILE_START } from "../text/diagnostic.ts";
import { isFile } from "../text/files.ts";
import { imagesIn, originOf } from "./support/images.ts";
import type { Rule } from "./support/rule.ts";

export const staleDrawing: Rule = {
  severity: "warning",
  list({ root, files, page, found, isComplete, built }, report) {
    let left: ReadonlySet<string> | undefined;
    for (const file of imagesIn(root)) {
      const origin = originOf(root, file);
      if (origin === undefined || page.drawings.some((drawing) => drawing.file === file)) continue;
      const isRecord = files.some((record) => record.file === origin);
      // Where its record went is asked where that is named.
      if (found.some(({ about }) => about === origin)) continue;
      // Records with errors are not drawn: their drawings are not stale.
      if (!isComplete && (isRecord || origin.endsWith("/"))) continue;
      const message =
        isRecord || origin.endsWith("/")
          ? `This drawing was made from ${origin}, and the page does not show it.`
          : `This drawing was made from ${origin}, which is no longer there.`;
      // To make the page takes a while, and few lists have such a drawing.
      left ??= new Set(isComplete ? leftDrawings({ ...page, root, ...built() }) : []);
      // Rule missing-drawing says so already.
      if (left.has(file) && page.drawings.some((drawing) => !isFile(path.join(root, drawing.file)))) continue;
      const hint = left.has(file) ? "The build deletes it: npm run build" : "Delete it, or bring the record back.";
      report({ file, range: FILE_START, message, hint });
    }
  },
};
