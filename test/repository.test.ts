// The repository itself: what is generated is fresh, what is pinned is pinned, and the house has one way through it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { HOME } from "./support/run.ts";

const read = (file: string): Promise<string> => readFile(path.join(HOME, file), "utf8");

/** Files below a folder whose names end so, relative to the repository. */
async function files(folder: string, ending: RegExp): Promise<string[]> {
  const entries = await readdir(path.join(HOME, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => path.relative(HOME, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

test("the types of the records are those of the schemas", async () => {
  await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/types.ts", "--check"], { cwd: HOME });
});

test("no file under scripts/ names an entry of this list", async () => {
  const ids = (await files("data", /\.yml$/)).map((file) => path.posix.basename(file, ".yml"));
  // The toolchain runs on GitHub and asks it in GraphQL, and knows the parameters with which LinkedIn tracks; all of these
  // happen to be entries too.
  const known = ["github", "github-actions", "graphql", "linkedin", "list"];
  const names = ids.filter((id) => !known.includes(id));
  assert.ok(names.length > 80);
  const pattern = new RegExp(`\\b(?:${names.join("|")})\\b`, "i");
  for (const file of await files("scripts", /\.(ts|mjs)$/)) {
    // Its comments quote the examples of the schemas.
    if (file === "scripts/data/records.ts") continue;
    const source = await read(file);
    // The examples of rules are about the lists that everybody knows.
    const code = file.startsWith("scripts/rules/") ? source.replace(/\/\*\*.*?\*\//gs, "") : source;
    assert.equal(pattern.exec(code)?.[0], undefined, file);
  }
});

test("imports run one way: commands → create, rules → lint, report, template → diagram → data; cli is the commands' own", async () => {
  const mayImport: Record<string, string[]> = {
    "": [
      "cli",
      "create",
      "pull",
      "publish",
      "github",
      "git",
      "rules",
      "survey",
      "links",
      "lint",
      "report",
      "template",
      "data",
    ],
    cli: ["cli", "create", "pull", "publish", "github", "git", "survey", "links", "lint", "report", "template", "data"],
    pull: ["pull", "github", "git", "lint", "report", "template", "data"],
    publish: ["publish", "git"],
    github: ["github"],
    git: ["git"],
    create: ["create", "lint", "template", "data"],
    diagram: ["diagram", "data"],
    rules: ["lint", "template", "diagram", "data"],
    survey: ["survey", "links", "lint", "template", "data"],
    lint: ["lint", "git", "template", "diagram", "data"],
    links: ["links", "data"],
    report: ["report", "data"],
    template: ["template", "diagram", "data"],
    data: ["data"],
  };
  for (const file of await files("scripts", /\.ts$/)) {
    const room = file.split("/").slice(1, -1).join("/");
    const source = await read(file);
    for (const [, target = ""] of source.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
      const resolved = path.posix.join(path.posix.dirname(file), target);
      if (!resolved.startsWith("scripts/")) continue;
      const other = resolved.split("/").slice(1, -1).join("/");
      if (file === "scripts/rules/index.ts" && other === "rules") continue;
      assert.ok(mayImport[room]?.includes(other), `${file} imports ${resolved}`);
    }
  }
});

test("every file says in its first line what it is", async () => {
  for (const file of [...(await files("scripts", /\.(ts|mjs)$/)), ...(await files("test", /\.(ts|mjs)$/))]) {
    assert.match((await read(file)).split("\n")[0] ?? "", /^\/\/ \S.{10,}/, file);
  }
});

test("every runtime package is used by the toolchain, and CONTRIBUTING.md says what each package is for", async () => {
  const { dependencies, devDependencies } = JSON.parse(await read("package.json"));
  const sources = await Promise.all((await files("scripts", /\.(ts|mjs)$/)).map(read));
  const contributing = await read("CONTRIBUTING.md");
  for (const name of Object.keys(dependencies)) {
    const imported = new RegExp(`(?:from|import)\\s*\\(?\\s*"${name}(?:/[^"]*)?"`);
    assert.ok(
      sources.some((source) => imported.test(source)),
      `${name} is imported`,
    );
  }
  for (const name of [...Object.keys(dependencies), ...Object.keys(devDependencies)]) {
    if (name.startsWith("@types/")) continue;
    assert.ok(contributing.includes(`| ${name} |`), `CONTRIBUTING.md says what ${name} is for`);
  }
});

test("each record's modeline leads to the schema of its kind", async () => {
  const records = (await files("data", /\.yml$/)).concat(await files("lists", /\.yml$/));
  assert.ok(records.length > 100);
  for (const file of records) {
    const [, target = ""] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(await read(file)) ?? [];
    const schema = path.posix.join(path.posix.dirname(file), target);
    const folder = path.posix.basename(path.posix.dirname(file));
    const kind = folder === "data" ? "list" : folder.replace(/s$/, "");
    assert.equal(schema, `schemas/${kind}.schema.json`, file);
  }
});

test("the README's two commands are there, and its first line says what it is made from", async () => {
  const readme = await read("README.md");
  assert.match(readme, /^<!-- Generated by `npm run build` from data\/ and templates\/README\.md/);
  assert.ok(readme.includes("npm ci && npm run build"));
  assert.ok(readme.includes("npm ci && npm test"));
});

test("npm ci can install from the lockfile on any platform", async () => {
  const {
    packages,
  }: { packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }> } = JSON.parse(
    await read("package-lock.json"),
  );
  for (const [where, { optionalDependencies = {}, resolved }] of Object.entries(packages)) {
    for (const name of Object.keys(optionalDependencies)) {
      const found = `node_modules/${name}` in packages || `${where}/node_modules/${name}` in packages;
      assert.ok(found, `${where} may need ${name}, which the lockfile does not hold`);
    }
    assert.match(resolved ?? "https://registry.npmjs.org/", /^https:\/\/registry\.npmjs\.org\//, where);
  }
});
