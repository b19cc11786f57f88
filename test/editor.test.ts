// An editor with the YAML extension: every record of both lists is completed, explained and checked when it is opened.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { repositoryFiles } from "../scripts/forms/repository-files.ts";
import { loadList } from "../scripts/record/load.ts";
import { LanguageServer } from "./support/language-server.ts";
import { copyLists } from "./support/lists.ts";
import { HOME } from "./support/run.ts";

// What the extension would fetch from the web is not needed.
const OFFLINE = {
  "yaml.schemaStore.enable": false,
  "yaml.validate": true,
  "yaml.hover": true,
  "yaml.completion": true,
};

const LISTS = ["", "lists/threat-detection-pipeline/"];

/** For each kind of record that a list has, the first of its files. */
async function examples(root: string, list: string): Promise<{ file: string; schema: Record<string, unknown> }[]> {
  const { kinds } = loadList(path.join(root, list)).list;
  const found: { file: string; kind: string }[] = [{ file: `${list}data/list.yml`, kind: "list" }];
  for (const { folder, name } of kinds.all) {
    const [file] = await readdir(path.join(root, list, "data", folder)).catch(() => []);
    if (file !== undefined) found.push({ file: `${list}data/${folder}/${file}`, kind: name });
  }
  return Promise.all(
    found.map(async ({ file, kind }) => ({
      file,
      schema: JSON.parse(await readFile(path.join(root, "schemas", `${kind}.schema.json`), "utf8")),
    })),
  );
}

/** What the build writes for editors. */
function settingsOf(root: string): Record<string, unknown> {
  return JSON.parse(repositoryFiles(loadList(root).list).get(".vscode/settings.json") ?? "{}");
}

const ways: [string, (root: string) => Record<string, unknown>, (source: string) => string][] = [
  ["the line at its top", () => ({}), (source) => source],
  ["the workspace's settings", settingsOf, (source) => source.replace(/^# yaml-language-server.*/, "#")],
];

for (const [way, settings, written] of ways) {
  test(`by ${way}, a file of each kind is completed, explained and checked`, async (context) => {
    const root = await copyLists(context);
    const server = await LanguageServer.start(context, root, { ...OFFLINE, ...settings(root) });
    for (const list of LISTS) {
      for (const { file, schema } of await examples(root, list)) {
        const source = written(await readFile(path.join(root, file), "utf8"));
        const uri = pathToFileURL(path.join(root, file)).href;
        assert.deepEqual(await server.open(uri, source), [], file);

        // The first key is one that the schema describes.
        const lines = source.split("\n");
        const line = lines.findIndex((each) => /^\w/.test(each));
        const key = /^\w+/.exec(lines[line] ?? "")?.[0] ?? "";
        const properties: Record<string, { description: string }> = JSON.parse(JSON.stringify(schema.properties));
        const told = (await server.hover(uri, { line, character: 1 })).replaceAll("\\", "").replaceAll("&nbsp;", " ");
        const [words = "?"] = /^[\w ]+/.exec(properties[key]?.description ?? "") ?? [];
        assert.ok(told.includes(words), `${file}: ${told} does not say: ${words}`);

        // A line below the record offers what it has not yet, and a key that nobody knows is found.
        const other = path.posix.join(path.posix.dirname(file), "other.yml");
        const at = file.endsWith("/list.yml") ? uri : pathToFileURL(path.join(root, other)).href;
        const head = `${lines[0]}\n`;
        const [mistake] = await server.open(at, `${head}nmae: X\n`);
        assert.ok(mistake, `${file}: nothing is wrong with an unknown key`);
        if (file.includes("/tools/")) {
          const messages = await server.open(at, `${head}name: "A\\nB"\nreplacement: The Other\n`);
          assert.deepEqual(
            messages.map(({ message }) => message),
            ["This has to be one line.", "An id is kebab-case: my-tool"],
          );
          await server.open(at, `${head}nmae: X\n`);
        }
        const offered = await server.complete(at, { line: 1, character: 0 });
        for (const property of Object.keys(properties))
          assert.ok(offered.includes(property), `${file}: ${property} in ${offered}`);
      }
    }
  });
}

test("on first open the extension is offered", async () => {
  const { recommendations } = JSON.parse(await readFile(path.join(HOME, ".vscode/extensions.json"), "utf8"));
  assert.ok(recommendations.includes("redhat.vscode-yaml"));
});
