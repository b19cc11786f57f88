// Where records and the template say a tool's name in running text: words that are their source's, or that may mean something else.

import { TEMPLATE } from "../template/page.ts";
import type { Point } from "../text/diagnostic.ts";
import { SourceText } from "../text/source.ts";
import { wholeWord } from "../text/whole-word.ts";
import type { RecordFile } from "./files.ts";
import type { List } from "./list.ts";
import { eachString } from "./texts.ts";
import { locate, parseYaml } from "./yaml.ts";

export interface Mention {
  /** Relative to the list's root, with `/`. */
  file: string;
  at: Point;
}

/** Keys of literal text that is about a pipeline; Markdown is such text anyway. Titles of sources are as published. */
const TEXTS = new Set(["alt", "caption", "details", "highlight", "label", "text"]);

/**
 * @param files - of all records
 * @param template - its text, all of which people wrote
 * @returns where the name stands as a whole word, and not in the longer name of a tool, in the order of the files
 */
export function mentionsOf(list: List, files: readonly RecordFile[], template: string, name: string): Mention[] {
  const longer = [...list.toolsByName.keys()].filter((each) => each !== name && each.includes(name));
  const page = new SourceText(TEMPLATE, "markdown", template);
  const inTemplate = [...wordsIn(template, name, longer)].map((offset) => ({
    file: TEMPLATE,
    at: page.range(offset, offset).start,
  }));
  const inRecords = files.flatMap(({ kind, file, source }) => {
    if (!source.includes(name)) return [];
    const mentions: Mention[] = [];
    eachString(parseYaml(file, source).value, list.schemas[kind].schema, [], (_, { contentMediaType }, path) => {
      const key = path.findLast((step) => typeof step === "string");
      const isTitle = kind === "diagram" && key === "title";
      if (contentMediaType !== "text/markdown" && !isTitle && !TEXTS.has(String(key))) return;
      const { start, end } = locate(source, path);
      const text = new SourceText(file, "yaml", source);
      for (const offset of wordsIn(source.slice(start.offset, end.offset), name, longer)) {
        mentions.push({ file, at: text.range(start.offset + offset, end.offset).start });
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
