// Runs over links: what is asked, what is remembered, what is kept; with a checker that answers what the test says.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { type Answers, type AnswersOptions, findAnswers } from "../../scripts/links/answers.ts";
import { isInShard } from "../../scripts/links/select.ts";
import { StateFileError } from "../../scripts/links/state-file.ts";
import type { Answer } from "../../scripts/links/web/answer.ts";
import { answer, fakeWeb } from "../support/answers.ts";

const DAY = 24 * 60 * 60 * 1000;
const [A, B, C, D] = ["a", "b", "c", "d"].map((name) => `https://${name}.example/`) as [string, string, string, string];

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "answers-"));
  t.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

function day(number: number): Date {
  return new Date(Date.UTC(2026, 10, number, 4, 23));
}

function byUrl(answers: readonly Answer[]): Record<string, Answer> {
  return Object.fromEntries(answers.map((each) => [each.url, each]));
}

function ran(options: Partial<AnswersOptions> & Pick<AnswersOptions, "checkUrls">): Promise<Answers> {
  const wanted = options.wanted ?? [A, B, C, D];
  return findAnswers({
    listed: new Set(wanted),
    wanted,
    web: {},
    now: day(1),
    cacheMaxAge: DAY,
    merge: undefined,
    cache: undefined,
    history: undefined,
    ...options,
  });
}

test("with a warm cache nobody is asked; what was wrong is asked again, and everything when it is old", async (t) => {
  const cache = path.join(await folder(t), "new/cache.json");
  const answers = { [B]: answer(B, "dead"), [C]: answer(C, "unsure"), [D]: answer(D, "blocked") };
  const first = fakeWeb(answers);
  await ran({ checkUrls: first.checkUrls, cache });
  assert.deepEqual(first.asked, [A, B, C, D]);

  const second = fakeWeb();
  const { states, asked, remembered } = await ran({ checkUrls: second.checkUrls, cache });
  assert.deepEqual(second.asked, [B, C]);
  assert.deepEqual([states.size, asked, remembered], [4, 2, 2]);

  const third = fakeWeb();
  await ran({ checkUrls: third.checkUrls, cache });
  assert.deepEqual(third.asked, []);

  const later = fakeWeb();
  await ran({ checkUrls: later.checkUrls, cache, now: day(3) });
  assert.deepEqual(later.asked, [A, B, C, D]);
});

test("when a cache's folder is deleted during the run, as npm ci does it, the answers are kept all the same", async (t) => {
  const home = path.join(await folder(t), "node_modules");
  const cache = path.join(home, ".cache/links.json");
  const web = fakeWeb();
  await ran({
    cache,
    async checkUrls(...asked) {
      await rm(home, { recursive: true });
      await web.checkUrls(...asked);
    },
  });
  const next = fakeWeb();
  const { remembered } = await ran({ checkUrls: next.checkUrls, cache });
  assert.deepEqual([next.asked, remembered], [[], 4]);
});

test("the checker is told what an earlier run saw", async (t) => {
  const history = path.join(await folder(t), "history.json");
  await ran({ checkUrls: fakeWeb({ [A]: answer(A, "ok", { title: "The guide", etag: '"1"' }) }).checkUrls, history });
  const seen: unknown[] = [];
  await ran({
    history,
    now: day(2),
    async checkUrls(urls, { remembered }, onAnswer) {
      for (const url of urls) {
        seen.push(remembered?.(url)?.title);
        onAnswer(answer(url, "ok"));
      }
    },
  });
  assert.deepEqual(seen, ["The guide", undefined, undefined, undefined]);
});

test("a history counts runs and days, forgets what is no longer listed, and has the same bytes for the same runs", async (t) => {
  const home = await folder(t);
  const history = path.join(home, "history.json");
  const web = fakeWeb({ [A]: answer(A, "dead", { reason: "host-unknown", evidence: "The host is unknown" }) });
  for (const number of [1, 2, 4]) await ran({ checkUrls: web.checkUrls, history, now: day(number) });
  const { states } = await ran({ checkUrls: web.checkUrls, history, now: day(4) });
  const { runs, since, last } = states.get(A)?.death ?? {};
  assert.deepEqual([runs, since, last], [3, day(1).toISOString(), day(4).toISOString()]);

  const other = path.join(home, "other.json");
  for (const number of [1, 2, 4])
    await ran({ checkUrls: web.checkUrls, history: other, now: day(number), wanted: [D, C, B, A] });
  assert.equal(await readFile(other, "utf8"), await readFile(history, "utf8"));

  await ran({ checkUrls: web.checkUrls, history, now: day(5), wanted: [A, B] });
  assert.deepEqual(Object.keys(JSON.parse(await readFile(history, "utf8")).links), [A, B]);
});

test("a run that is stopped keeps what it knows, also that something is wrong, and the next one goes on", async (t) => {
  const cache = path.join(await folder(t), "cache.json");
  const web = fakeWeb({ [A]: answer(A, "dead"), [B]: answer(B, "unsure") });
  const { unasked, states } = await ran({
    cache,
    checkUrls: (urls, options, onAnswer) => web.checkUrls([...urls].slice(0, 2), options, onAnswer),
  });
  assert.deepEqual([...states.keys()], [A, B]);
  assert.deepEqual(
    [...unasked],
    [
      [C, "The run was stopped before."],
      [D, "The run was stopped before."],
    ],
  );
  const next = fakeWeb();
  const second = await ran({ checkUrls: next.checkUrls, cache });
  assert.deepEqual(next.asked, [C, D]);
  assert.deepEqual([second.resumed, second.states.get(A)?.answer.verdict, second.unasked.size], [2, "dead", 0]);
  // That run came to its end, so that what was wrong is asked again.
  const third = fakeWeb();
  await ran({ checkUrls: third.checkUrls, cache });
  assert.deepEqual(third.asked, [A, B]);
});

test("a run that is thrown out in the middle keeps every answer that it was given", async (t) => {
  const cache = path.join(await folder(t), "cache.json");
  const broken = ran({
    cache,
    async checkUrls(_, __, onAnswer) {
      onAnswer(answer(A, "dead"));
      throw new Error("out of memory");
    },
  });
  await assert.rejects(broken, /out of memory/);
  const next = fakeWeb();
  await ran({ checkUrls: next.checkUrls, cache });
  assert.deepEqual(next.asked, [B, C, D]);
});

test("what an old run left is not taken for today's", async (t) => {
  const cache = path.join(await folder(t), "cache.json");
  await assert.rejects(
    ran({
      cache,
      async checkUrls(_, __, onAnswer) {
        onAnswer(answer(A, "dead"));
        throw new Error("killed");
      },
    }),
  );
  const next = fakeWeb();
  await ran({ checkUrls: next.checkUrls, cache, now: day(3) });
  assert.deepEqual(next.asked, [A, B, C, D]);
});

test("what a clock that was ahead left, in a cache, a part or a history, is asked again and counted anew", async (t) => {
  const home = await folder(t);
  const [cache, history, part] = ["cache", "history", "part"].map((name) => path.join(home, `${name}.json`));
  const web = fakeWeb({ [A]: answer(A, "dead", { reason: "host-unknown" }) });
  const ahead = new Date(Date.UTC(2036, 0, 1));
  await ran({ checkUrls: web.checkUrls, wanted: [A, B], cache: part, now: ahead });
  await ran({ checkUrls: web.checkUrls, wanted: [A, B], cache, history, now: ahead });
  await assert.rejects(
    ran({
      cache,
      wanted: [C],
      now: ahead,
      async checkUrls(_, __, onAnswer) {
        onAnswer(answer(C, "ok"));
        throw new Error("killed");
      },
    }),
  );
  const next = fakeWeb({ [A]: answer(A, "dead", { reason: "host-unknown" }) });
  const { states } = await ran({ checkUrls: next.checkUrls, wanted: [A, B, C], cache, history });
  assert.deepEqual(next.asked, [A, B, C]);
  assert.deepEqual([states.get(A)?.death?.runs, states.get(A)?.death?.since], [1, day(1).toISOString()]);
  const merged = await ran({ checkUrls: next.checkUrls, wanted: [A, B], merge: [part ?? ""], history, now: day(2) });
  assert.deepEqual([merged.states.get(A)?.checked, merged.states.get(A)?.death?.runs], [day(1).toISOString(), 1]);
});

test("without a network nothing is judged and nothing is kept; links for which there was no time are asked next time", async (t) => {
  const home = await folder(t);
  const files = { cache: path.join(home, "cache.json"), history: path.join(home, "history.json") };
  const nobody = [A, B, C].map((url) => answer(url, "unsure", { reason: "offline", evidence: "It is us" }));
  nobody.push(answer(D, "unsure", { reason: "resolver" }));
  const offline = await ran({ ...files, checkUrls: fakeWeb(byUrl(nobody)).checkUrls });
  assert.equal(offline.isOffline, true);
  assert.equal(offline.states.size, 0);
  const us = "No server answers: this machine seems to be offline.";
  assert.deepEqual(
    [...offline.unasked.entries()],
    [A, B, C, D].map((url) => [url, us]),
  );
  assert.equal(existsSync(files.history), false);

  const late = answer(C, "unsure", { reason: "budget", evidence: "The time was spent" });
  const spent = await ran({ ...files, checkUrls: fakeWeb({ [C]: late, [D]: { ...late, url: D } }).checkUrls });
  assert.deepEqual(
    [[...spent.unasked], spent.asked, spent.states.has(C)],
    [[C, D].map((url) => [url, late.evidence]), 2, false],
  );
  const next = fakeWeb();
  await ran({ ...files, checkUrls: next.checkUrls });
  assert.deepEqual(next.asked, [C, D]);
});

test("who answered says that there is a network; an address that is never asked says neither", async () => {
  const off = answer(A, "unsure", { reason: "offline" });
  const own = answer(B, "unsure", { reason: "private-address" });
  const offline = async (...answers: Answer[]): Promise<boolean> =>
    (await ran({ checkUrls: fakeWeb(byUrl(answers)).checkUrls, wanted: answers.map(({ url }) => url) })).isOffline;
  assert.equal(await offline(off, own), true);
  assert.equal(await offline(own), false);
  for (const [reason, isSilence] of [
    ["timeout", true],
    ["unreachable", true],
    ["refused", false],
    ["certificate", false],
    ["host-unknown", false],
    ["found", false],
  ] as const) {
    assert.equal(await offline(off, answer(C, "unsure", { reason })), isSilence, reason);
  }
  // Of two hosts both may be slow; of five, one would answer.
  const slow = (count: number, reason: string): Answer[] =>
    Array.from({ length: count }, (_, host) => answer(`https://${host}.example/`, "unsure", { reason }));
  assert.equal(await offline(...slow(4, "timeout")), false);
  assert.equal(await offline(...slow(5, "timeout")), true);
  assert.equal(await offline(...slow(5, "timeout"), answer(C, "ok")), false);
  assert.equal(await offline(...slow(9, "budget")), false);
  const { states, unasked } = await ran({ checkUrls: fakeWeb(byUrl([off, own])).checkUrls, wanted: [A, B] });
  assert.deepEqual([[...states.keys()], [...unasked.keys()]], [[B], [A]]);
});

test("of what there was no time for, the last run has the last word, and it is said that nobody asked", async (t) => {
  const history = path.join(await folder(t), "history.json");
  await ran({
    checkUrls: fakeWeb({ [A]: answer(A, "dead", { reason: "host-unknown" }) }).checkUrls,
    wanted: [A],
    history,
  });
  const late = answer(A, "unsure", { reason: "budget", evidence: "The time was spent." });
  const before = await readFile(history, "utf8");
  const { states, unasked } = await ran({
    checkUrls: fakeWeb({ [A]: late }).checkUrls,
    wanted: [A],
    history,
    now: day(9),
  });
  assert.deepEqual([states.get(A)?.answer.verdict, states.get(A)?.death?.runs], ["dead", 1]);
  assert.deepEqual([...unasked], [[A, "The time was spent."]]);
  assert.equal(await readFile(history, "utf8"), before);
});

test("shards together are one run: each link in one of them, and joined they make the same history", async (t) => {
  const home = await folder(t);
  const hosts = Array.from({ length: 40 }, (_, index) => `https://www.site-${index}.example/`);
  const wanted = [...hosts, ...hosts.map((url) => `${url}page`), "https://docs.site-1.example/"];
  const web = fakeWeb({ [wanted[3] ?? ""]: answer(wanted[3] ?? "", "dead", { confirmed: true }) });
  const parts: string[] = [];
  for (const index of [1, 2, 3, 4, 5]) {
    const cache = path.join(home, `part-${index}.json`);
    const isOurs = (url: string): boolean => isInShard(url, { index, count: 5 });
    const { asked } = await ran({
      checkUrls: web.checkUrls,
      listed: new Set(wanted),
      wanted: wanted.filter(isOurs),
      cache,
    });
    assert.ok(asked > 0 && asked < wanted.length / 2);
    parts.push(cache);
  }
  assert.deepEqual([...web.asked].sort(), [...wanted].sort());

  const [joined, alone] = [path.join(home, "joined.json"), path.join(home, "alone.json")];
  const nobody = fakeWeb();
  const merged = await ran({ checkUrls: nobody.checkUrls, wanted, merge: parts, history: joined });
  assert.deepEqual(nobody.asked, []);
  assert.equal(merged.unasked.size, 0);
  await ran({ checkUrls: web.checkUrls, wanted, history: alone });
  assert.equal(await readFile(joined, "utf8"), await readFile(alone, "utf8"));
  // Joined again, nothing counts twice.
  await ran({ checkUrls: nobody.checkUrls, wanted, merge: [...parts, ...parts], history: joined });
  assert.equal(await readFile(joined, "utf8"), await readFile(alone, "utf8"));
});

test("of what no shard came to ask, the history has the last word", async (t) => {
  const home = await folder(t);
  const [history, part] = [path.join(home, "history.json"), path.join(home, "part.json")];
  const lost = fakeWeb({ [A]: answer(A, "dead", { reason: "host-unknown" }) });
  await ran({ checkUrls: lost.checkUrls, history });
  await ran({ checkUrls: lost.checkUrls, wanted: [B], cache: part, now: day(2) });
  const { states, unasked } = await ran({ checkUrls: lost.checkUrls, merge: [part], history, now: day(2) });
  assert.deepEqual(
    [[...unasked.keys()], states.get(A)?.answer.verdict, states.get(A)?.death?.runs, states.get(B)?.checked],
    [[A, C, D], "dead", 1, day(2).toISOString()],
  );
});

test("a history that is damaged is begun anew, and says so", async (t) => {
  const history = path.join(await folder(t), "history.json");
  const { checkUrls } = fakeWeb({ [B]: answer(B, "dead") });
  assert.equal((await ran({ checkUrls, history })).damage, undefined);
  const whole = await readFile(history, "utf8");
  for (const [source, said] of [
    [whole.slice(0, -40), /^It is not JSON: /],
    [whole.replace('"runs":1', '"runs":"1"'), /^What it says of "https:\/\/b\.example\/" is damaged: \/death\/runs /],
  ] as const) {
    await writeFile(history, source);
    const { damage, states } = await ran({ checkUrls, history });
    assert.match(damage ?? "", said);
    assert.equal(states.get(B)?.death?.runs, 1);
    assert.equal(await readFile(history, "utf8"), whole);
  }
});

test("a shard or a cache that is damaged ends the run, and is left as it is", async (t) => {
  const home = await folder(t);
  const [history = "", good = "", cut = ""] = ["history", "part-1", "part-2"].map((name) =>
    path.join(home, `${name}.json`),
  );
  const web = fakeWeb();
  await ran({ checkUrls: web.checkUrls, wanted: [A], cache: good, history });
  const source = (await readFile(good, "utf8")).slice(0, -40);
  await writeFile(cut, source);
  for (const options of [{ merge: [good, cut] }, { cache: cut }]) {
    await assert.rejects(
      ran({ checkUrls: web.checkUrls, history, ...options }),
      (error) => error instanceof StateFileError && error.file === cut && /^It is not JSON: /.test(error.message),
    );
  }
  assert.deepEqual(web.asked, [A]);
  assert.deepEqual(Object.keys(JSON.parse(await readFile(history, "utf8")).links), [A]);
  assert.equal(await readFile(cut, "utf8"), source);
});

test("as long as nobody knows what is listed, nothing is forgotten", async (t) => {
  const history = path.join(await folder(t), "history.json");
  await ran({ checkUrls: fakeWeb().checkUrls, history });
  await ran({ checkUrls: fakeWeb().checkUrls, history, wanted: [B], listed: undefined });
  assert.deepEqual(Object.keys(JSON.parse(await readFile(history, "utf8")).links), [A, B, C, D]);
});

test("a site is asked by one shard, whatever the host, the port or the path; shards are of about one size", () => {
  for (const count of [1, 2, 3, 5, 8]) {
    const shards = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
    const shardOf = (url: string): number => {
      const found = shards.flatMap((shard, index) => (isInShard(url, shard) ? [index] : []));
      assert.equal(found.length, 1, url);
      return found[0] ?? -1;
    };
    assert.equal(shardOf("https://docs.example.co.uk/a"), shardOf("http://www.example.co.uk:8080/b?c#d"));
    const sizes = new Map<number, number>();
    for (let host = 0; host < 800; host++) {
      const shard = shardOf(`https://host-${host}.example/`);
      sizes.set(shard, (sizes.get(shard) ?? 0) + 1);
    }
    for (const size of sizes.values()) assert.ok(size > (800 / count) * 0.7 && size < (800 / count) * 1.3);
  }
  fc.assert(
    fc.property(fc.webUrl(), fc.integer({ min: 1, max: 9 }), (url, count) => {
      const ours = Array.from({ length: count }, (_, index) => isInShard(url, { index: index + 1, count }));
      assert.equal(ours.filter(Boolean).length, 1);
    }),
    { seed: 5 },
  );
});

test("a file that is something else is told, and not written over", async (t) => {
  const file = path.join(await folder(t), "list.yml");
  await writeFile(file, "name: A list\n");
  for (const option of ["cache", "history"]) {
    await assert.rejects(ran({ checkUrls: fakeWeb().checkUrls, [option]: file }), StateFileError);
    assert.equal(await readFile(file, "utf8"), "name: A list\n");
  }
});
