// An editor with the YAML extension: a list's own schemas complete and check its records, with a modeline and without.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { LanguageServer } from "./support/language-server.ts";
import { copyOf, type KindSchema, LISTS, NAMES, type Name, schemasOf } from "./support/proof-lists.ts";
import { run } from "./support/run.ts";

// What the extension would fetch from the web is not needed.
const OFFLINE = {
  "yaml.schemaStore.enable": false,
  "yaml.validate": true,
  "yaml.hover": true,
  "yaml.completion": true,
};

/** What the build writes to .vscode/settings.json of a list that is a repository of its own. */
const SETTINGS: Record<Name, Record<string, string[]>> = {
  books: {
    "./schemas/book.schema.json": ["data/books/*.yml"],
    "./schemas/shop.schema.json": ["data/shops/*.yml"],
  },
  courses: {
    "./schemas/course.schema.json": ["data/courses/*.yml"],
    "./schemas/provider.schema.json": ["data/providers/*.yml"],
    "./schemas/topic.schema.json": ["data/topics/*.yml"],
  },
  "public-apis": {
    "./schemas/api.schema.json": ["data/apis/*.yml"],
    "./schemas/category.schema.json": ["data/categories/*.yml"],
  },
  "self-hosted": {
    "./schemas/licence.schema.json": ["data/licences/*.yml"],
    "./schemas/platform.schema.json": ["data/platforms/*.yml"],
    "./schemas/software.schema.json": ["data/software/*.yml"],
    "./schemas/tag.schema.json": ["data/tags/*.yml"],
  },
};

/** A property with an enumeration in one kind of each list that has one, and what can stand there. */
const CHOICES: Partial<Record<Name, [folder: string, key: string, values: string[]]>> = {
  books: ["books", "licence", ["CC-BY-4.0", "CC-BY-NC-SA-4.0", "CC-BY-SA-4.0", "CC0-1.0", "GFDL-1.3-or-later"]],
  courses: ["courses", "level", ["beginners", "everybody", "experts"]],
  "public-apis": ["apis", "auth", ["apiKey", "OAuth", "No"]],
};

/** The same for lists that stand side by side in one repository. */
function sideBySide(): Record<string, string[]> {
  const entries = NAMES.flatMap((name) =>
    Object.entries(SETTINGS[name]).map(([schema, globs]): [string, string[]] => [
      schema.replace("./", `./${name}/`),
      globs.map((glob) => `${name}/${glob}`),
    ]),
  );
  return Object.fromEntries(entries);
}

const ways: [string, Record<string, unknown>, (source: string) => string][] = [
  ["the line at its top", {}, (source) => source],
  [
    "the workspace's settings",
    { "yaml.schemas": sideBySide() },
    (source) => source.replace(/^# yaml-language-server.*/, "#"),
  ],
];

for (const [way, settings, written] of ways) {
  test(`by ${way}, records of each kind are completed and checked`, async (context) => {
    const server = await LanguageServer.start(context, LISTS, { ...OFFLINE, ...settings });
    const check = async (name: Name, { properties, "x-kind": kind }: KindSchema): Promise<void> => {
      const folder = path.join(LISTS, name, "data", kind.folder);
      const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
      const files = await readdir(folder);
      const sources = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
      const found = await Promise.all(files.map((file, at) => server.open(uriOf(file), written(sources[at] ?? ""))));
      assert.deepEqual(found.flat(), [], folder);

      const other = uriOf("other.yml");
      const head = `${written(sources[0] ?? "").split("\n")[0]}\n`;
      const messages = (await server.open(other, `${head}nmae: X\n`)).map(({ message }) => message);
      assert.ok(messages.includes("Property nmae is not allowed."), `${folder}: ${messages}`);
      assert.ok(
        messages.some((message) => message.startsWith("Missing property ")),
        `${folder}: ${messages}`,
      );
      const offered = await server.complete(other, { line: 1, character: 0 });
      const unoffered = Object.keys(properties).filter((key) => !offered.includes(key));
      assert.deepEqual(unoffered, [], `${folder}: ${offered}`);

      const [chosen, key = "", values = []] = CHOICES[name] ?? [];
      if (chosen !== kind.folder) return;
      await server.open(other, `${head}${key}: \n`);
      const choices = await server.complete(other, { line: 1, character: key.length + 2 });
      assert.deepEqual(choices.map((choice) => choice.replaceAll('"', "")).sort(), values.toSorted());
    };
    for (const name of NAMES) {
      for (const schema of (await schemasOf(path.join(LISTS, name))).values()) await check(name, schema);
    }
  });
}

for (const name of NAMES) {
  test(`${name}: the build writes the settings that lead each record to its schema`, async (context) => {
    const root = await copyOf(context, name);
    const { status, stderr } = await run(["build", "--root", root]);
    assert.equal(status, 0, stderr);
    const settings = JSON.parse(await readFile(path.join(root, ".vscode/settings.json"), "utf8"));
    assert.deepEqual(settings["yaml.schemas"], SETTINGS[name]);
  });
}
