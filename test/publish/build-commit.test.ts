// Building with the toolchain of another commit.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { test } from "node:test";
import { absorbIn, buildIn } from "../../scripts/publish/build-commit.ts";

test("what its commands say is shown as it comes", async (t) => {
  const top = mkdtempSync(path.join(tmpdir(), "build-commit-"));
  t.after(() => rmSync(top, { recursive: true, force: true }));
  const [folder, seen] = [path.join(top, "folder"), path.join(top, "folder", "seen")];
  mkdirSync(folder);
  // Goes on when somebody has seen what it said, and gives up after a while.
  const build = `console.log("first"); let tries = 0; setInterval(() => {
    if (require("node:fs").existsSync("seen")) { console.error("then"); process.exit(0); }
    if (tries++ > 500) process.exit(1);
  }, 20);`;
  writeFileSync(path.join(folder, "build.cjs"), build);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ scripts: { build: "node build.cjs" } }));
  let said = "";
  const stderr = new Writable({
    decodeStrings: false,
    write(text, _, done) {
      said += text;
      if (said.includes("first")) writeFileSync(seen, "");
      done();
    },
  });
  assert.equal(await buildIn(folder, top, { env: process.env, stderr }), true);
  assert.equal(said, "first\nthen\n");
  // The next commit may need other packages.
  assert.equal(existsSync(path.join(folder, "node_modules")), false);
});

test("one that cannot be started has not built", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "build-commit-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const stderr = new Writable({ write: (_, __, done) => done() });
  assert.equal(await buildIn(folder, tmpdir(), { env: { PATH: folder }, stderr }), false);
});

test("packages that cannot be installed are no edit that could not be carried", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "build-commit-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ scripts: { absorb: "node --version" } }));
  writeFileSync(path.join(folder, "package-lock.json"), "no JSON");
  const stderr = new Writable({ write: (_, __, done) => done() });
  assert.equal(await absorbIn(folder, tmpdir(), { env: process.env, stderr }), undefined);
});
