// `node scripts/pull/touched.mjs`, in check.yml: does a pull request or a push change more than the data of lists?
//
// Plain JavaScript, for it runs before the packages are installed.
import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What contributors of entries change, and what the build makes of it. */
const LISTS = /^(?:(?:data|templates|img|lists\/[^/]+)\/|README\.md$)/;

/**
 * @param {readonly string[]} files - relative to the repository
 * @returns {boolean} whether the toolchain has to be tried; in doubt, it has
 */
export function touchesToolchain(files) {
  return files.length === 0 || files.some((file) => !LISTS.test(file));
}

/**
 * The files of this event: of a pull request, what its merge would change; of a push, what it brought.
 *
 * @param {NodeJS.ProcessEnv} env - as GitHub sets it
 * @returns {string[]} none when Git does not know
 */
function changedFiles({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path = "" }) {
  const before = name === "pull_request" ? "HEAD^1" : String(JSON.parse(readFileSync(path, "utf8")).before);
  try {
    // A file that moves is gone from where it was.
    const diff = ["diff", "--name-only", "--no-renames", "-z", "--end-of-options", before, "HEAD"];
    return execFileSync("git", diff, { encoding: "utf8" }).split("\0").filter(Boolean);
  } catch {
    return [];
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isTouched = touchesToolchain(changedFiles(process.env));
  console.log(isTouched ? "The toolchain is tried." : "Only lists change: the toolchain need not be tried.");
  appendFileSync(process.env.GITHUB_OUTPUT ?? "", `toolchain=${isTouched}\n`);
}
