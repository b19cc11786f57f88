// A repository's lists → the files in it that are made from their schemas: issue forms, and the settings of editors.

import path from "node:path";
import { applyEdits, modify, type ParseError, parse } from "jsonc-parser";
import type { List } from "../record/list.ts";
import { listFolders, missingPart } from "../record/list-folders.ts";
import { homeOf } from "../record/repository.ts";
import { loadSchemas } from "../record/schemas.ts";
import { SETTINGS_FILE } from "../record/settings.ts";
import { GENERATED_BY } from "../text/as-typed.ts";
import { entriesIfThere, nearestWith, readIfThere } from "../text/files.ts";
import { isObject } from "../text/json.ts";
import type { Changes } from "../text/write-files.ts";
import { FORMS, GENERATED, issueForms } from "./issue-forms.ts";

export const EDITOR_SETTINGS = ".vscode/settings.json";
const IS_GENERATED = new RegExp(`^# ${GENERATED_BY}`);
/** The key of the YAML extension: by schema, the files that it is for. https://github.com/redhat-developer/vscode-yaml */
const YAML_SCHEMAS = "yaml.schemas";

/**
 * Texts by their files; `undefined` for one that is to go. Like the page, they may be older than data and schemas in a pull
 * request. There are none for a list in the folder of another, which has them.
 */
export function repositoryFiles(list: List): Changes {
  if (nearestWith(path.dirname(list.root), SETTINGS_FILE) !== undefined) return new Map();
  const settings = editorSettings(list.root);
  return new Map([...(settings === undefined ? [] : [[EDITOR_SETTINGS, settings] as const]), ...forms(list)]);
}

/** Issue forms of a list that has its repository to itself: elsewhere, issues are about other things. Others' forms stay. */
function forms(list: List): Map<string, string | undefined> {
  if (homeOf(list)?.folder !== "") return new Map();
  const made = issueForms(list);
  const isOurs = (file: string): boolean =>
    IS_GENERATED.test(readIfThere(path.join(list.root, file), { root: list.root }) ?? GENERATED);
  const folder = path.join(list.root, FORMS);
  const entries = entriesIfThere(folder).filter((entry) => entry.isFile());
  const left = entries.map(({ name }) => `${FORMS}/${name}`).filter((file) => file.endsWith(".yml") && !made.has(file));
  return new Map([...made, ...left.map((file) => [file, undefined] as const)].filter(([file]) => isOurs(file)));
}

/** @returns the settings with the schemas of all lists; `undefined` where there are none, or the file cannot be understood */
function editorSettings(root: string): string | undefined {
  const text = readIfThere(path.join(root, EDITOR_SETTINGS), { root });
  const errors: ParseError[] = [];
  const settings: unknown = parse(text ?? "{}", errors, { allowTrailingComma: true });
  if (!isObject(settings) || errors.length > 0) return undefined;
  const before = settings[YAML_SCHEMAS];
  // Schemas of other files, such as workflows, are somebody's own.
  const others = Object.entries(isObject(before) ? before : {}).filter(([schema]) => !OWN_SCHEMA.test(schema));
  const schemas = Object.fromEntries([...filesBySchema(root), ...others]);
  if (JSON.stringify(schemas) === JSON.stringify(before ?? {})) return text;
  const eol = text?.includes("\r\n") ? "\r\n" : "\n";
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol };
  return applyEdits(text ?? "{}\n", modify(text ?? "{}\n", [YAML_SCHEMAS], schemas, { formattingOptions }));
}

const OWN_SCHEMA = /^\.\/(?:lists\/[^/]+\/)?schemas\/[^/]+\.schema\.json$/;

/** Of each list, in the repository's words. */
function filesBySchema(root: string): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const folder of listFolders(root).filter((each) => missingPart(path.join(root, each)) === undefined)) {
    const add = (schema: string, glob: string): void => {
      const key = `./${path.posix.join(folder, schema)}`;
      // The toolchain's schemas may stand outside of the repository.
      if (OWN_SCHEMA.test(key)) files.set(key, [...(files.get(key) ?? []), path.posix.join(folder, glob)]);
    };
    const { kinds, settingsFile } = loadSchemas(path.join(root, folder));
    if (settingsFile !== undefined) add(settingsFile, SETTINGS_FILE);
    for (const kind of kinds.all) {
      if (kind.schemaFile !== undefined) add(kind.schemaFile, `data/${kind.folder}/*.yml`);
    }
  }
  return files;
}
