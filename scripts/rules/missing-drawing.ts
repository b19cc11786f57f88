// missing-drawing: every diagram has its drawing.

import path from "node:path";
import { PIPELINE } from "../drawing/drawing.ts";
import { fileOf } from "../record/kinds.ts";
import { FILE_START } from "../text/diagnostic.ts";
import { isFile } from "../text/files.ts";
import type { Rule } from "./support/rule.ts";

export const missingDrawing: Rule = {
  severity: "warning",
  list({ root, list, texts, page, isComplete, template }, report) {
    const isThere = (file: string): boolean => isFile(path.join(root, file));
    for (const text of texts) {
      const drawn = text.insteadOf?.to;
      if (text.kind !== "url" || !drawn?.isDrawn || isThere(text.value)) continue;
      report({
        ...text.place(),
        message: `There is no image “${text.value}”, so the page does not show it.`,
        hint: `Add the file, or draw the ${drawn.noun}: ${fileOf(drawn, `my-${drawn.name}`)}`,
      });
    }
    // With errors, the build draws nothing.
    if (!isComplete) return;
    for (const { file, origin } of page.drawings) {
      if (isThere(file)) continue;
      const hint = "npm run build";
      const entry = list.entries.find((each) => each.file === origin);
      if (entry) {
        const message = `This ${entry.kind.noun} has no drawing yet: ${file} is not there.`;
        report({ file: origin, range: FILE_START, message, hint });
      } else if (template) {
        const at = Math.max(0, template.source.text.indexOf(`{${PIPELINE}`));
        const range = template.source.range(at, at + `{${PIPELINE}`.length);
        const message = `The drawing of ${origin} is not there: ${file}.`;
        report({ file: template.source.file, range, message, hint });
      }
    }
  },
};
