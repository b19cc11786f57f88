// Since when a link is dead, and when it surely is: days of answers, and what a run may make of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  isCacheable,
  isProven,
  isYoung,
  type LinkState,
  later,
  nextState,
  withoutFutureDates,
} from "../../scripts/links/link-state.ts";
import type { Answer, Verdict } from "../../scripts/links/web/answer.ts";
import { answer } from "../support/answers.ts";
import { runs } from "../support/runs.ts";

const URL = "https://example.org/a";
const HOUR = 60 * 60 * 1000;
const START = Date.UTC(2026, 10, 1, 4, 23);

function at(hours: number): string {
  return new Date(START + hours * HOUR).toISOString();
}

/** What is known after runs at these hours. */
function after(...runs: [number, Verdict, Partial<Answer>?][]): LinkState {
  let known: LinkState | undefined;
  for (const [hours, verdict, values] of runs) known = nextState(known, answer(URL, verdict, values), at(hours));
  assert.ok(known);
  return known;
}

/** A site whose name is gone: nothing that one answer proves. */
const LOST = { reason: "host-unknown", evidence: "The host is unknown" };

test("dead in three runs over three days is proven; fewer runs or less time is not", () => {
  const verdicts: [[number, Verdict][], boolean][] = [
    [[[0, "dead"]], false],
    [
      [
        [0, "dead"],
        [72, "dead"],
      ],
      false,
    ],
    [
      [
        [0, "dead"],
        [24, "dead"],
        [71, "dead"],
      ],
      false,
    ],
    [
      [
        [0, "dead"],
        [24, "dead"],
        [72, "dead"],
      ],
      true,
    ],
    [
      [
        [0, "dead"],
        [1, "dead"],
        [2, "dead"],
        [3, "dead"],
        [4, "dead"],
      ],
      false,
    ],
    [
      [
        [0, "dead"],
        [24, "dead"],
        [48, "ok"],
        [72, "dead"],
        [96, "dead"],
      ],
      false,
    ],
    [
      [
        [0, "dead"],
        [24, "dead"],
        [48, "moved"],
        [72, "dead"],
      ],
      false,
    ],
    // Nobody could say: that is no run that found it dead, and none that found it alive.
    [
      [
        [0, "dead"],
        [24, "unsure"],
        [48, "unsure"],
        [72, "dead"],
      ],
      false,
    ],
    [
      [
        [0, "dead"],
        [24, "unsure"],
        [48, "dead"],
        [72, "dead"],
      ],
      true,
    ],
    [
      [
        [0, "dead"],
        [24, "blocked"],
        [48, "dead"],
        [72, "dead"],
      ],
      true,
    ],
  ];
  for (const [runs, expected] of verdicts) {
    const { death } = after(
      ...runs.map(([hours, verdict]): [number, Verdict, Partial<Answer>] => [
        hours,
        verdict,
        verdict === "dead" ? LOST : {},
      ]),
    );
    assert.equal(death !== undefined && isProven(death), expected, JSON.stringify(runs));
  }
});

test("404 and 410 are proven when they were confirmed, and nothing else is by one run", () => {
  const proven = (values: Partial<Answer>): boolean => {
    const { death } = after([0, "dead", values]);
    return death !== undefined && isProven(death);
  };
  assert.equal(proven({ confirmed: true, status: 404 }), true);
  assert.equal(proven({ confirmed: true, status: 410 }), true);
  assert.equal(proven({ status: 404 }), false);
  assert.equal(proven({ confirmed: true, status: 200, reason: "soft-404" }), false);
  assert.equal(proven({ ...LOST, confirmed: true, status: 200 }), false);
});

test("a run counts once, however often its answer is looked at", () => {
  let known = after([0, "dead", LOST]);
  for (let again = 0; again < 5; again++) known = nextState(known, known.answer, known.checked);
  assert.equal(known.death?.runs, 1);
  assert.deepEqual(after([0, "dead", LOST], [24, "dead", LOST], [24, "dead", LOST]).death, {
    since: at(0),
    last: at(24),
    runs: 2,
    ...LOST,
    status: 404,
    confirmed: undefined,
  });
});

test("what a page looked like on a good day is kept through bad ones, and no longer", () => {
  const good = { title: "The guide", etag: '"1"' };
  assert.equal(after([0, "ok", good], [24, "unsure"]).answer.title, "The guide");
  assert.equal(after([0, "ok", good], [24, "dead"], [48, "unsure"]).answer.etag, '"1"');
  assert.equal(after([0, "ok", good], [24, "ok", { title: "Another" }]).answer.title, "Another");
  assert.equal(after([0, "ok", good], [24, "ok"]).answer.title, undefined);
});

test("an answer that something is wrong is asked for again; the others are when they are old, or of the future", () => {
  const now = new Date(START + 24 * HOUR);
  for (const verdict of ["ok", "moved", "blocked"] as const)
    assert.equal(isCacheable(after([0, verdict])), true, verdict);
  for (const verdict of ["dead", "unsure"] as const) assert.equal(isCacheable(after([0, verdict])), false, verdict);
  // It told us to come back later.
  assert.equal(isCacheable(after([0, "blocked", { reason: "rate-limited" }])), false);
  const isYoungAt = (hours: number): boolean => isYoung(after([hours, "ok"]), now, 12 * HOUR);
  assert.deepEqual([isYoungAt(12), isYoungAt(11.9), isYoungAt(25)], [true, false, false]);
});

test("a clock that was wrong makes no answer young, none the last word, and no link dead for longer than it was", () => {
  const now = new Date(START);
  const future = after([24 * 400, "ok", { title: "The guide" }]);
  const believed = withoutFutureDates(future, now);
  assert.equal(isYoung(believed, now, 12 * HOUR), false);
  // Also not on the day that the wrong clock showed.
  assert.equal(isYoung(believed, new Date(START + 24 * 400 * HOUR), 12 * HOUR), false);
  assert.equal(believed.answer.title, "The guide");
  const today = after([0, "unsure"]);
  assert.equal(later(believed, today), today);
  assert.equal(later(today, believed), today);

  // Two runs of today, and one of a clock that was ten days ahead: that is no death of ten days.
  const early = after([0, "dead", LOST], [1, "dead", LOST], [240, "dead", LOST]);
  assert.ok(early.death && isProven(early.death));
  const { death } = withoutFutureDates(early, new Date(START + 2 * HOUR));
  assert.deepEqual([death?.runs, death?.since, death?.last], [1, at(0), at(0)]);
  // It goes on to be counted from there.
  const next = nextState(withoutFutureDates(early, new Date(START + 2 * HOUR)), answer(URL, "dead", LOST), at(2));
  assert.deepEqual([next.death?.runs, next.death?.last], [2, at(2)]);
  // Of a death that only the wrong clock saw, nothing is left, so that runs of today count.
  assert.equal(withoutFutureDates(after([240, "dead", LOST]), now).death, undefined);

  // Clocks of two computers may be some minutes apart.
  const near = after([0.5, "dead", LOST]);
  assert.deepEqual(withoutFutureDates(near, now), near);
  const past = after([-90, "dead", LOST], [-2, "dead", LOST]);
  assert.deepEqual(withoutFutureDates(past, now), past);
});

test("nothing is proven that was alive in the last three days, and runs are never more than there were", () => {
  const run = fc.tuple(
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom<Verdict>("ok", "moved", "dead", "blocked", "unsure"),
  );
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 12 }), (steps) => {
      let hours = 0;
      const runs = steps.map(([step, verdict]): [number, Verdict, Partial<Answer>] => {
        hours += step;
        return [hours, verdict, verdict === "dead" ? LOST : {}];
      });
      const { death } = after(...runs);
      const lastAlive = runs.findLastIndex(([, verdict]) => verdict === "ok" || verdict === "moved");
      const dead = runs.slice(lastAlive + 1).filter(([, verdict]) => verdict === "dead");
      assert.equal(death?.runs ?? 0, dead.length);
      const [first, last] = [dead[0]?.[0] ?? 0, dead.at(-1)?.[0] ?? 0];
      assert.equal(death !== undefined && isProven(death), dead.length >= 3 && last - first >= 72);
    }),
    runs(500),
  );
});
