// Finds a name in the running text of records and of the template.
// `rename` lists these places instead of changing them: they may be quotations, or mean something else.

import type { Point } from "../text/diagnostic.ts";
import { formatPointer, isObject } from "../text/json.ts";
import { rangeIn } from "../text/source.ts";
import { wholeWord } from "../text/whole-word.ts";
import type { RecordFile } from "./files.ts";
import { isUrl } from "./kinds.ts";
import type { List } from "./list.ts";
import { occurrencesIn } from "./references.ts";
import { eachString } from "./texts.ts";
import { locate, parseYaml } from "./yaml.ts";

export interface Mention {
  /** Relative to the list's root, with `/`. */
  file: string;
  at: Point;
}

/**
 * @param files - of all records
 * @returns where the old name stands as a whole word, and not in the new one, or a longer one that texts may name, in the order of the files
 */
export function mentionsOf(
  list: List,
  files: readonly RecordFile[],
  template: { file: string; text: string },
  { old: name, name: fresh }: { old: string; name: string },
): Mention[] {
  const longer = [fresh, ...list.named.keys()].filter((each) => each !== name && each.includes(name));
  const inTemplate = [...wordsIn(template.text, name, longer)].map((offset) => ({
    file: template.file,
    at: rangeIn(template.text, offset, offset).start,
  }));
  const inRecords = files.flatMap(({ kind, file, source }) => {
    const mentions: Mention[] = [];
    const { value: data } = parseYaml(file, source);
    if (!kind || !isObject(data)) return [];
    const references = new Set(occurrencesIn(kind, data).map(({ path }) => formatPointer(path)));
    eachString(data, kind.schema, [], (_, schema, path) => {
      const key = path.findLast((step) => typeof step === "string");
      // Titles of publications (below the top level) are quotations.
      const isTitle = key === "title" && path.length > 1;
      const isName = path.length === 1 && key === kind.nameField && !kind.isDrawn;
      if (isTitle || isName || key === kind.aliasesField || isUrl(schema) || schema.enum) return;
      if (references.has(formatPointer(path))) return;
      const { start, end } = locate(source, path);
      for (const offset of wordsIn(source.slice(start.offset, end.offset), name, longer)) {
        mentions.push({ file, at: rangeIn(source, start.offset + offset, end.offset).start });
      }
    });
    return mentions;
  });
  return [...inRecords, ...inTemplate];
}

function* wordsIn(text: string, word: string, longer: readonly string[]): Generator<number> {
  for (let at = wholeWord(text, word); at !== -1; at = wholeWord(text, word, at + word.length)) {
    const isPart = longer.some((name) => text.startsWith(name, at - name.indexOf(word)));
    if (!isPart) yield at;
  }
}
