// `node scripts/run.mjs COMMAND …`: bundle scripts/ if they have changed since the last time, then run the command.
//
// Loading TypeScript through a loader takes about a second at every start; bundling takes a fraction of one, once.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import module from "node:module";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const COMMANDS = ["build", "lint", "links", "new", "rename", "suggest", "pull-request", "comment", "publish"];
/** No command runs for an hour, in milliseconds; one that watches has loaded all it needs by then. */
const ABANDONED = 3_600_000;

const home = path.resolve(fileURLToPath(new URL("../", import.meta.url)));
const cache = path.join(home, "node_modules", ".cache", "commands");
const [, self, command, ...rest] = process.argv;

if (command === undefined || !COMMANDS.includes(command)) {
  console.error(`usage: node scripts/run.mjs ${COMMANDS.join("|")} [options]`);
  process.exit(2);
}

const current = fingerprint();
const folder = path.join(cache, current);
if (!existsSync(folder)) {
  try {
    await makeBundle();
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    console.error(missing ? "error: The packages are not installed. Run: npm ci" : `error: ${error}`);
    process.exit(2);
  }
}
// Node.js 22 and later keep what they compile, beside the bundle; coverage is exact only without it.
// https://nodejs.org/api/module.html#module-compile-cache
if (process.env.NODE_V8_COVERAGE === undefined && "enableCompileCache" in module) {
  Reflect.apply(Object(module.enableCompileCache), module, [path.join(folder, "compiled")]);
}
process.env.LIST_HOME = home;
process.argv = [process.argv[0] ?? "node", self ?? "run.mjs", ...rest];
await import(pathToFileURL(path.join(folder, `${command}.mjs`)).href);

async function makeBundle() {
  const { bundle } = await import("./bundle.mjs");
  const fresh = `${folder}.${process.pid}`;
  await bundle(COMMANDS, fresh);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another process was faster; its bundle is the same.
    if (!existsSync(folder)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
  // Bundles of earlier sources go when no process can still be using them, or making them.
  for (const name of readdirSync(cache)) {
    const other = path.join(cache, name);
    const age = Date.now() - statSync(other).mtimeMs;
    if (name !== current && age > ABANDONED) rmSync(other, { recursive: true, force: true });
  }
}

/** A hash of everything that goes into the bundle. */
function fingerprint() {
  const hash = createHash("sha256");
  const files = ["scripts", "schemas"].flatMap((top) =>
    readdirSync(path.join(home, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  for (const file of [...files.sort(), path.join(home, "package-lock.json")]) {
    hash.update(path.relative(home, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
