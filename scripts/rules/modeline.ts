// modeline: the comment that tells editors of a record's schema leads to the schema of its kind.
import { existsSync } from "node:fs";
import path from "node:path";
import { withArticle } from "../record/kinds.ts";
import type { LintedList } from "./support/linted-list.ts";
import type { Rule } from "./support/rule.ts";

export const modeline: Rule = {
  severity: "warning",
  list({ root, list, files, sources, found }: LintedList, report) {
    const misplaced = new Set(found.filter(({ rule }) => rule === "file-place").map(({ file }) => file));
    for (const [index, { file, kind }] of files.entries()) {
      if (misplaced.has(file)) continue;
      const source = sources[index];
      const [line, before = "", written] = (source && MODELINE.exec(source.text)) ?? [];
      if (!source || line === undefined || written === undefined || /^https?:/i.test(written)) continue;
      const folder = path.posix.dirname(file);
      const schema = kind ? kind.schemaFile : list.schemas.settingsFile;
      const leadsTo = path.posix.join(folder, written);
      const isThere = existsSync(path.join(root, leadsTo));
      if (isThere && (schema === undefined || leadsTo === schema)) continue;
      const what = withArticle(kind?.noun ?? "list");
      const right = schema === undefined ? undefined : path.posix.relative(folder, schema);
      const start = source.text.indexOf(line) + before.length;
      const end = start + written.length;
      report({
        file,
        range: source.range(start, end),
        message: isThere
          ? `This is not the schema of ${what}.`
          : `There is no such file, so editors do not know what ${what} holds.`,
        hint: right === undefined ? "Delete the comment." : `Write: ${right}`,
        fix: right === undefined ? undefined : { edits: [{ start, end, text: right }] },
      });
    }
  },
};

/** https://github.com/redhat-developer/yaml-language-server#using-inlined-schema */
const MODELINE = /^(#[ \t]*yaml-language-server:[ \t]*\$schema=)(\S+)/m;
