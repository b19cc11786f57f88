// `node scripts/cli/start.mjs COMMAND …`: what npm scripts call. Bundles the program if its sources have changed, then runs it.
//
// Node.js 20 reads no TypeScript. A bundle is named by a hash of everything it is made from, so it cannot be older than that.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Older bundles are kept for an hour, in milliseconds: another process may still use one. */
const HOUR = 3_600_000;

const home = fileURLToPath(new URL("../../", import.meta.url));
const cache = path.join(home, "node_modules", ".cache", "program");
const folder = path.join(cache, fingerprint());

try {
  if (!existsSync(folder)) await makeBundle();
} catch (error) {
  const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
  console.error(isMissing ? "error: The packages are not installed. Run: npm ci" : `error: ${error}`);
  process.exit(2);
}
await import(pathToFileURL(path.join(folder, "bin.js")).href);

async function makeBundle() {
  const { bundle } = await import("./bundle.mjs");
  const fresh = `${folder}.${process.pid}`;
  await bundle(fresh, ["scripts/cli/bin.ts"], { sourcemap: "linked" });
  for (const old of readdirSync(cache).map((name) => path.join(cache, name))) {
    if (Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? 0) > HOUR)
      rmSync(old, { recursive: true, force: true });
  }
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another process has made the same at the same time.
    if (!existsSync(folder)) throw error;
    rmSync(fresh, { recursive: true });
  }
}

function fingerprint() {
  const hash = createHash("sha256");
  const sources = readdirSync(path.join(home, "scripts"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of [...sources.sort(), path.join(home, "package-lock.json")]) {
    hash
      .update(`${path.relative(home, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
