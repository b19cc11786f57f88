// Entries that somebody has begun to describe in a terminal: kept in a folder of the list, until they are written.
import { existsSync } from "node:fs";
import path from "node:path";
import { entriesIfThere, readIfReadable } from "../text/files.ts";
import { isObject, listAt, parseJson, textAt, valueAt } from "../text/json.ts";
import { writeFiles } from "../text/write-files.ts";

/** Git ignores it, by a file of its own. */
const FOLDER = ".drafts";

export interface Draft {
  /** Relative to the list's root. */
  file: string;
  /** The kind's name; "" while it is not chosen. */
  kind: string;
  id?: string | undefined;
  /** What was typed behind the command: the names of flags with their values. */
  flags: readonly (readonly [flag: string, value: string | boolean])[];
  /** What was typed since, by question. */
  answers: Record<string, unknown>;
}

/** @returns those of the list, by their files' names */
export function readDrafts(root: string): Draft[] {
  const folder = path.join(root, FOLDER);
  return entriesIfThere(folder).flatMap(({ name }) => {
    const data = name.endsWith(".json") ? parseJson(readIfReadable(path.join(folder, name)) ?? "") : undefined;
    const answers = valueAt(data, "answers");
    if (!isObject(answers)) return [];
    const flags = listAt(data, "flags").flatMap((flag) => {
      const value = valueAt(flag, 1);
      return typeof value === "string" || typeof value === "boolean" ? [[textAt(flag, 0), value] as const] : [];
    });
    const [file, id] = [`${FOLDER}/${name}`, textAt(data, "id") || undefined];
    return [{ file, kind: textAt(data, "kind"), id, flags, answers: Object.assign(Object.create(null), answers) }];
  });
}

/** @returns one without answers, whose file is not there yet */
export function newDraft(root: string, given: Pick<Draft, "kind" | "id" | "flags">): Draft {
  const base = given.kind === "" ? "entry" : given.kind;
  let file = `${FOLDER}/${base}.json`;
  for (let number = 2; existsSync(path.join(root, file)); number++) file = `${FOLDER}/${base}-${number}.json`;
  return { ...given, file, answers: Object.create(null) };
}

export function keepDraft(root: string, { file, ...draft }: Draft): void {
  const changes = [
    [`${FOLDER}/.gitignore`, "*\n"],
    [file, `${JSON.stringify(draft, null, 2)}\n`],
  ] as const;
  writeFiles(root, new Map(changes));
}

export function dropDraft(root: string, { file }: Draft): void {
  writeFiles(root, new Map([[file, undefined]]));
}
