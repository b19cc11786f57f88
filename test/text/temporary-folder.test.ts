// Temporary folders: what a killed process leaves is gone at the next start, and what another one uses stays.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../scripts/text/temporary-folder.ts";

test("folders of processes that are gone are deleted, but for fresh ones and those of others", (t) => {
  const gone = spawnSync(process.execPath, ["--version"]).pid;
  const make = (id: number, age: number): string => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), `curated-${id}-`));
    t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
    fs.writeFileSync(path.join(folder, "a.yml"), "name: A\n");
    const then = Date.now() / 1000 - age;
    fs.utimesSync(folder, then, then);
    return folder;
  };
  const [left, fresh, running, another] = [make(gone, 7200), make(gone, 60), make(process.pid, 7200), make(1, 7200)];
  const own = temporaryFolder();
  t.after(() => fs.rmSync(own, { recursive: true }));
  assert.deepEqual(
    [left, fresh, running, another, own].map((folder) => fs.existsSync(folder)),
    [false, true, true, true, true],
  );
});
