// The scheduler, with a clock whose hands the test turns: how many at once, how far apart, and who waits for whom.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { backoff, isRateLimit, limitWait, retryAfter } from "../../../scripts/github/retry.ts";
import { type Clock, Scheduler } from "../../../scripts/links/web/scheduler.ts";
import { runs } from "../../support/runs.ts";

/** A clock that jumps from one alarm to the next when nothing else is left to do. */
class FakeClock implements Clock {
  #now = 0;
  readonly #alarms = new Set<{ at: number; ring: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, ring: () => void): () => void {
    const alarm = { at: this.#now + Math.max(0, milliseconds), ring };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  async run(): Promise<void> {
    for (;;) {
      // Promises first: all that can happen now happens before time passes.
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = [...this.#alarms].sort((a, b) => a.at - b.at);
      if (!next) return;
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.ring();
    }
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }
}

interface Span {
  host: string;
  start: number;
  end: number;
}

/** Runs tasks of some duration, and records when. */
async function record(
  scheduler: Scheduler,
  clock: FakeClock,
  tasks: readonly (readonly [string, number])[],
): Promise<Span[]> {
  const spans: Span[] = [];
  const all = tasks.map(([host, duration]) =>
    scheduler.run(host, async () => {
      const span = { host, start: clock.now(), end: Number.POSITIVE_INFINITY };
      spans.push(span);
      await clock.sleep(duration);
      span.end = clock.now();
    }),
  );
  await clock.run();
  await Promise.all(all);
  return spans;
}

const atOnce = (spans: readonly Span[]): number =>
  Math.max(0, ...spans.map(({ start }) => spans.filter((other) => other.start <= start && other.end > start).length));

test("requests to one host are so far apart, and so many at once", async () => {
  const clock = new FakeClock();
  const scheduler = new Scheduler({ concurrency: 10, perHost: 3, interval: 100 }, clock);
  const spans = await record(
    scheduler,
    clock,
    Array.from({ length: 7 }, () => ["a", 50] as const),
  );
  assert.deepEqual(
    spans.map(({ start }) => start),
    [0, 100, 200, 300, 400, 500, 600],
  );
});

test("a slow host has no more than its share in flight", async () => {
  const clock = new FakeClock();
  const scheduler = new Scheduler({ concurrency: 10, perHost: 3, interval: 100 }, clock);
  const spans = await record(
    scheduler,
    clock,
    Array.from({ length: 6 }, () => ["a", 1_000] as const),
  );
  assert.deepEqual(
    spans.map(({ start }) => start),
    [0, 100, 200, 1_000, 1_100, 1_200],
  );
});

test("a pause stops the whole host, and no other; a shorter one changes nothing", async () => {
  const clock = new FakeClock();
  const scheduler = new Scheduler({ concurrency: 10, perHost: 3, interval: 10 }, clock);
  const starts: [string, number][] = [];
  const note = (host: string): Promise<void> => scheduler.run(host, async () => void starts.push([host, clock.now()]));
  const first = scheduler.run("a", async () => {
    scheduler.pause("a", 5_000);
    scheduler.pause("a", 100);
  });
  const rest = [note("a"), note("b"), note("a")];
  clock.after(50, () => assert.deepEqual(scheduler.paused(), ["a"]));
  await clock.run();
  await Promise.all([first, ...rest]);
  assert.deepEqual(starts, [
    ["b", 0],
    ["a", 5_000],
    ["a", 5_010],
  ]);
  assert.deepEqual(scheduler.paused(), []);
});

test("a pause holds for a host that already stands in line", async () => {
  const clock = new FakeClock();
  const scheduler = new Scheduler({ concurrency: 1, perHost: 3, interval: 0 }, clock);
  const starts: number[] = [];
  const busy = scheduler.run("b", () => clock.sleep(100));
  const waiting = scheduler.run("a", async () => void starts.push(clock.now()));
  scheduler.pause("a", 700);
  await clock.run();
  await Promise.all([busy, waiting]);
  assert.deepEqual(starts, [700]);
});

test("hosts take turns: one with many URLs does not keep another waiting", async () => {
  const clock = new FakeClock();
  const scheduler = new Scheduler({ concurrency: 1, perHost: 9, interval: 0 }, clock);
  const spans = await record(scheduler, clock, [...Array.from({ length: 50 }, () => ["a", 10] as const), ["b", 10]]);
  assert.ok(spans.findIndex(({ host }) => host === "b") <= 2);
});

test("what ends something that is begun goes ahead of what begins, of the same host, and in order", async () => {
  const clock = new FakeClock();
  const scheduler = new Scheduler({ concurrency: 2, perHost: 1, interval: 0 }, clock);
  const order: string[] = [];
  const run = (host: string, name: string, ahead?: boolean): Promise<void> =>
    scheduler.run(
      host,
      async () => {
        order.push(name);
        await clock.sleep(10);
      },
      ahead,
    );
  const all = [run("a", "page 1"), run("a", "page 2"), run("a", "page 3"), run("b", "other")];
  all.push(run("a", "probe 1", true), run("a", "probe 2", true));
  await clock.run();
  await Promise.all(all);
  assert.deepEqual(order, ["page 1", "other", "probe 1", "probe 2", "page 2", "page 3"]);
});

test("a task that throws frees its place, and closing fails what waits", async () => {
  const clock = new FakeClock();
  const scheduler = new Scheduler({ concurrency: 1, perHost: 1, interval: 0 }, clock);
  await assert.rejects(
    scheduler.run("a", async () => {
      throw new Error("no");
    }),
    /no/,
  );
  assert.equal(await scheduler.run("a", async () => 7), 7);
  const running = scheduler.run("a", () => clock.sleep(10));
  const waiting = scheduler.run("a", async () => assert.fail("started after the end"));
  const ahead = scheduler.run("a", async () => assert.fail("started after the end"), true);
  const rejected = [assert.rejects(waiting, /over/), assert.rejects(ahead, /over/)];
  scheduler.close(new Error("over"));
  await Promise.all(rejected);
  await assert.rejects(
    scheduler.run("b", async () => 1),
    /over/,
  );
  await clock.run();
  await running;
});

test("whatever is asked, no limit is passed, and nobody waits without need", async () => {
  const task = fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.integer({ min: 0, max: 400 }));
  const pace = fc.record({
    concurrency: fc.integer({ min: 1, max: 6 }),
    perHost: fc.integer({ min: 1, max: 3 }),
    interval: fc.integer({ min: 0, max: 200 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(task, { maxLength: 30 }), pace, async (tasks, limits) => {
      const clock = new FakeClock();
      const spans = await record(new Scheduler(limits, clock), clock, tasks);
      assert.equal(spans.length, tasks.length);
      assert.ok(atOnce(spans) <= limits.concurrency);
      for (const host of new Set(tasks.map(([name]) => name))) {
        const own = spans.filter((span) => span.host === host);
        assert.ok(atOnce(own) <= limits.perHost);
        for (const [index, { start }] of own.entries()) {
          const before = own[index - 1];
          if (before) assert.ok(start - before.start >= limits.interval);
        }
      }
      // At every moment between the first start and the last, something was in flight, or an interval ran.
      const starts = [...new Set(spans.map(({ start }) => start))].sort((a, b) => a - b);
      for (const [index, start] of starts.entries()) {
        const next = starts[index + 1];
        if (next === undefined || next - start <= limits.interval) continue;
        assert.ok(
          spans.some((span) => span.start <= next && span.end === next),
          `idle before ${next}`,
        );
      }
    }),
    runs(60),
  );
});

const NOW = Date.parse("2026-11-24T12:00:00Z");
for (const [value, expected] of [
  ["120", 120_000],
  [" 0 ", 0],
  ["1.5", 1_500],
  ["Tue, 24 Nov 2026 12:00:30 GMT", 30_000],
  ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
  ["Tuesday, 24-Nov-26 12:01:00 GMT", 60_000],
  ["-1", undefined],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
] as const) {
  test(`Retry-After: ${JSON.stringify(value)} is ${expected} ms`, () => {
    assert.equal(retryAfter(value, NOW), expected);
  });
}

for (const [status, values, wait, isRefusal] of [
  [200, { "x-ratelimit-remaining": "1" }, undefined, false],
  [200, { "x-ratelimit-remaining": "0" }, undefined, false],
  [200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795521660" }, 61_000, false],
  [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795521660" }, 61_000, true],
  [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795521000" }, 1_000, true],
  [403, { "x-ratelimit-remaining": "9", "retry-after": "30" }, 30_000, true],
  [403, { "x-ratelimit-remaining": "9" }, undefined, false],
  [403, {}, undefined, false],
  [429, {}, undefined, true],
  [429, { "x-ratelimit-remaining": "-", "x-ratelimit-reset": "soon" }, undefined, true],
] as const) {
  test(`GitHub's API: ${status} ${JSON.stringify(values)} is ${isRefusal ? "a refusal" : "none"}, ${wait} ms`, () => {
    const headers = new Headers(values);
    assert.deepEqual([limitWait(headers, NOW), isRateLimit({ status, headers, message: "" })], [wait, isRefusal]);
  });
}

test("backoff doubles, up to a limit, with a jitter of half", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const whole = Math.min(60_000, 1_000 * 2 ** (attempt - 1));
      const wait = backoff(attempt, random, 1_000, 60_000);
      assert.ok(wait >= whole / 2 && wait <= whole);
    }),
    { seed: 20_261_124 },
  );
});
