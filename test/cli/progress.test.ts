// The line that tells how far a run has come: on a terminal it is written over and taken away, elsewhere there is none.
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { showProgress } from "../../scripts/cli/progress.ts";

const STATE = { done: 41, left: 60, perSecond: 3.2, waitingHosts: [] };

/** What a terminal of this width, or a pipe, was sent; escape sequences by the names that terminals' manuals give them. */
function sent(
  columns: number | undefined,
  env: NodeJS.ProcessEnv,
  show: (line: ReturnType<typeof showProgress>, wait: (ms: number) => void) => void,
): string {
  const stream = Object.assign(new PassThrough(), columns === undefined ? {} : { isTTY: true, columns });
  let time = 0;
  const line = showProgress({ stderr: stream, env }, () => time);
  show(line, (ms) => {
    time += ms;
  });
  const text: unknown = stream.read();
  return String(text ?? "")
    .replaceAll("\u001b[1G", "<start of line>")
    .replaceAll("\u001b[2K", "<erase line>");
}

test("a terminal has one line, written over, and none at the end", () => {
  const text = sent(80, {}, (line, wait) => {
    line.show(STATE);
    line.show({ ...STATE, done: 42 });
    wait(150);
    line.show({ done: 43, left: 58, perSecond: 3.25, waitingHosts: ["a.example"] });
    line.end();
  });
  assert.equal(
    text,
    "41 asked, 60 left, 3.2 a second<start of line><erase line>" +
      "43 asked, 58 left, 3.3 a second; 1 host asked us to wait: a.example<start of line><erase line>",
  );
});

test("a narrow terminal gets no second line", () => {
  const text = sent(20, {}, (line) => line.show({ ...STATE, waitingHosts: ["a.example", "b.example", "c.example"] }));
  assert.equal(text, "41 asked, 60 left, ");
});

test("many hosts are counted, and some named", () => {
  const text = sent(120, {}, (line) => line.show({ ...STATE, waitingHosts: ["a.example", "b.example", "c.example"] }));
  assert.equal(text, "41 asked, 60 left, 3.2 a second; 3 hosts asked us to wait: a.example, b.example …");
});

test("a pipe gets nothing, nor does a terminal whose owner set NO_COLOR", () => {
  const show = (line: ReturnType<typeof showProgress>): void => {
    line.show(STATE);
    line.end();
  };
  assert.equal(sent(undefined, {}, show), "");
  assert.equal(sent(80, { NO_COLOR: "1" }, show), "");
});
