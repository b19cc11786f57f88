// `npm run build` as a process whose output nobody reads, or whose files may not grow.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { makeList } from "./support/lists.ts";
import { HOME, runProcess } from "./support/run.ts";

function manyTools(count: number): Record<string, string> {
  const text = (n: number): string => `name: ${"Tool ".repeat(50)}${n}\ncomponents: {pipeline: {}}\n`;
  return {
    "data/components/pipeline.yml": "name: Pipeline\nposition: 0\n",
    "templates/README.md": "# Test\n\n## Pipeline\n\n<!-- each components.pipeline.tools -->\n- {name}\n",
    ...Object.fromEntries(Array.from({ length: count }, (_, n) => [`data/tools/t${n}.yml`, text(n)])),
  };
}

/** A line of bash, in the project's folder. */
function shell(line: string): Promise<{ status: number | null; stderr: string }> {
  const child = spawn("bash", ["-o", "pipefail", "-c", line], { cwd: HOME, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.resume();
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stderr })));
}

test("a page that nobody reads to its end is no crash", async (t) => {
  const root = await makeList(t, manyTools(400));
  const { status, stderr } = await shell(`node scripts/cli/start.mjs build --root '${root}' --out - | head -n 1`);
  assert.equal(status, 0);
  assert.doesNotMatch(stderr, /error|\n {4}at /);
});

test("a page that may not grow so large stays as it was", async (t) => {
  const root = await makeList(t, { ...manyTools(400), "README.md": "as it was\n" });
  await runProcess(["--help"]); // makes the bundle, which is larger still
  // No more than 50 kB in a file; the page would be some 100 kB.
  const { status, stderr } = await shell(`ulimit -f 50; node scripts/cli/start.mjs build --root '${root}'; exit $?`);
  assert.equal(status, 2);
  assert.match(stderr, /README\.md: it would be larger than a file may be\.\n$/);
  assert.equal(await readFile(path.join(root, "README.md"), "utf8"), "as it was\n");
});
