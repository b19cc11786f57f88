// `npm run types`: generate scripts/record/records.ts from the JSON Schemas; with --check, only compare.
import { readFile } from "node:fs/promises";
import { argv } from "node:process";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import { writeFile } from "./text/write-files.ts";

const KINDS = ["list", "component", "tool", "example", "diagram", "resource"];
const root = new URL("../", import.meta.url);
const target = new URL("scripts/record/records.ts", root);

/** Without titles below the root, types stay where they are used instead of becoming aliases with clashing names. */
function withoutTitles(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutTitles);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key, value]) => !(key === "title" && typeof value === "string"));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutTitles(value)]));
}

async function generate(): Promise<string> {
  const types = [];
  for (const kind of KINDS) {
    const schema: JSONSchema = JSON.parse(await readFile(new URL(`schemas/${kind}.schema.json`, root), "utf8"));
    const name = `${schema.title}Record`;
    // The result of a filter and a map over the entries of a schema is a schema.
    const bare = withoutTitles(schema) as JSONSchema;
    types.push(await compile({ ...bare, title: name }, name, { bannerComment: "", ignoreMinAndMaxItems: true }));
  }
  return [
    "// The types of the records. Generated from schemas/ by `npm run types`: edit the schemas, not this file.",
    "// biome-ignore-all format: generated",
    ...types,
  ].join("\n\n");
}

const wanted = await generate();
if (!argv.includes("--check")) {
  writeFile(target.pathname, wanted);
} else if ((await readFile(target, "utf8")) !== wanted) {
  console.error("scripts/record/records.ts is older than schemas/. Run: npm run types");
  process.exitCode = 1;
}
