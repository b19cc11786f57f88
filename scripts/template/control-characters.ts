// Control characters, which could command a terminal that shows the page. The linter finds them by a rule of its own.
import type { List } from "../record/list.ts";
import { locateText } from "../record/scalar-offsets.ts";
import { eachString } from "../record/texts.ts";
import { Diagnostic, type Range } from "../text/diagnostic.ts";
import { codePointName } from "../text/escape.ts";
import { formatPointer } from "../text/json.ts";
import type { SourceText } from "../text/source.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;

/** @returns a finding for the first one in each text of a record or of the settings, and in the template */
export function controlCharacters({ entries, settings, schemas }: List, template: SourceText): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const look = (text: string, file: string, rangeOf: (start: number, end: number) => Range, pointer?: string): void => {
    const { 0: character, index } = CONTROL.exec(text) ?? {};
    if (character === undefined || index === undefined) return;
    const message = `There is an invisible character here: ${codePointName(character)} (control character).`;
    const found = { rule: "invisible-character", message, hint: "Delete it.", pointer };
    diagnostics.push(new Diagnostic({ file, range: rangeOf(index, index + 1), ...found }));
  };
  look(template.text, template.file, (start, end) => template.range(start, end));
  const own = settings ? [{ ...settings, kind: { schema: schemas.settings } }] : [];
  for (const { kind, file, source, data } of [...entries, ...own]) {
    eachString(data, kind.schema, [], (text, _, path) => {
      look(text, file, (start, end) => locateText(source, path, [start, end]), formatPointer(path));
    });
  }
  return diagnostics;
}
