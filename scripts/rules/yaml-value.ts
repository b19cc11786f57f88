// yaml-value: values say what is written, to every reader of YAML.
import type { Schema } from "../record/kinds.ts";
import { groupBy } from "../text/group-by.ts";
import type { SourceText } from "../text/source.ts";
import type { Report, Rule } from "./support/rule.ts";
import { scalarsIn } from "./support/scalars.ts";

export const yamlValue: Rule = {
  explains: ["final-stop"],
  severity: "warning",
  list({ list, sources, found }, report) {
    const words = new Set([...list.kinds.all.map(({ schema }) => schema), list.schemas.settings].flatMap(allowedWords));
    const byFile = groupBy(found, ({ file }) => file);
    for (const source of sources) {
      if (source.language !== "yaml" || !MAY_DIFFER.test(source.text)) continue;
      const reportedLines = new Set(byFile.get(source.file)?.map(({ range }) => range.start.line));
      checkValues(source, words, (finding) => {
        // Lines with another finding are skipped: it is the same mistake.
        if (!reportedLines.has(finding.range.start.line)) report({ file: source.file, ...finding });
      });
    }
  },
};

/** A number or a truth value that is all of a value, or a comment. To parse the others takes a fifth of the linter's time. */
const MAY_DIFFER =
  /[ \t]#|(?:^[ \t]*(?:-[ \t]+)*|[:,[{][ \t]*)(?:[-+.]?\d[^\s,\]}"']*|yes|no|on|off|y|n)[ \t]*(?:$|[,\]}])/im;
/** Plain words that YAML 1.1 reads as truth values (https://yaml.org/type/bool.html), and 1.2 as text. */
const TRUTH = /^(?:y|yes|n|no|on|off)$/i;
/** Times and dates that YAML 1.1 reads as numbers of base 60 or as timestamps; and numbers with underscores. */
const OTHER_1_1 =
  /^(?:[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?|[-+]?0b[01_]+|[-+]?\d+(?:_\d+)+)$/;

/** The values that the schemas list: a comment behind one of them cannot be a part of the text. */
function allowedWords(schema: Schema): unknown[] {
  const inner = [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties];
  return [...(schema.enum ?? []), ...inner.flatMap((value) => (typeof value === "object" ? allowedWords(value) : []))];
}

function checkValues(source: SourceText, words: ReadonlySet<unknown>, report: Report): void {
  for (const { value, style, isKey, start, end } of scalarsIn(source)) {
    if (isKey || style !== "PLAIN") continue;
    const written = source.text.slice(start, end);
    const quoted = JSON.stringify(written);
    if (typeof value === "number" && String(value) !== written) {
      const message = `YAML reads “${written}” as the number ${value}.`;
      report({ range: source.range(start, end), message, hint: `Write ${value}, or ${quoted} if it is text.` });
    } else if (typeof value === "string" && !words.has(value) && (TRUTH.test(written) || OTHER_1_1.test(written))) {
      const as = TRUTH.test(written) ? "true or false" : "a number or a date";
      const message = `Some readers of YAML take “${written}” for ${as}.`;
      const fix = { edits: [{ start, end, text: quoted }] };
      report({ range: source.range(start, end), message, hint: `Write ${quoted}.`, fix });
    }
    const [, blanks = "", comment] = /^([ \t]+)(#.*)/.exec(source.text.slice(end).split(/[\r\n]/, 1)[0] ?? "") ?? [];
    if (comment === undefined || (written !== "" && (typeof value !== "string" || words.has(value)))) continue;
    const at = end + blanks.length;
    report({
      range: source.range(at, at + comment.length),
      message:
        written === ""
          ? "There is no value here: “#” starts a comment."
          : "The text ends at “#”: the rest is a comment.",
      hint: "Put the text in double quotes if it goes on; a comment goes on a line of its own.",
    });
  }
}
