// `node scripts/run.mjs COMMAND …`: bundle the command if scripts/ have changed since the last time, then run it.
//
// Loading TypeScript through a loader takes about a second at every start; bundling takes a fraction of one, once.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "./start.mjs";

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
const file = path.join(folder, `${command}.cjs`);
if (!existsSync(file)) {
  try {
    await makeBundle(command);
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    console.error(missing ? "error: The packages are not installed. Run: npm ci" : `error: ${error}`);
    process.exit(2);
  }
}
process.env.LIST_HOME = home;
process.argv = [process.argv[0] ?? "node", self ?? "run.mjs", ...rest];
start(file);

/** @param {string} name */
async function makeBundle(name) {
  const { bundle } = await import("./bundle.mjs");
  // As deep as where it goes to, for its source map names the sources from there.
  const fresh = `${folder}.${process.pid}`;
  await bundle(`scripts/${name}.ts`, path.join(fresh, `${name}.cjs`));
  mkdirSync(folder, { recursive: true });
  // The bundle last: whoever sees it starts it. Of two processes that make the same, the slower replaces the same bytes.
  for (const made of [`${name}.cjs.map`, `${name}.cjs`]) renameSync(path.join(fresh, made), path.join(folder, made));
  rmSync(fresh, { recursive: true });
  // Bundles of earlier sources go when no process can still be using them, or making them.
  for (const other of readdirSync(cache)) {
    const age = Date.now() - statSync(path.join(cache, other)).mtimeMs;
    if (other !== current && age > ABANDONED) rmSync(path.join(cache, other), { recursive: true, force: true });
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
