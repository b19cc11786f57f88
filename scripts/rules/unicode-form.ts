// unicode-form: letters are the ones that they look like, in one form.
import { crop, QUOTED } from "../text/crop.ts";
import type { Edit } from "../text/diagnostic.ts";
import { codePointName } from "../text/escape.ts";
import { isWithin, merged, type Stretch } from "../text/stretches.ts";
import { mojibakeIn } from "./support/mojibake.ts";
import type { Rule } from "./support/rule.ts";

export const unicodeForm: Rule = {
  explains: ["unknown-reference", "wrong-value", "file-name", "technology-name"],
  severity: "warning",
  source(source, report) {
    const { text } = source;
    const urls = [...text.matchAll(URL_TEXT)].map(({ 0: url, index }) => ({ start: index, end: index + url.length }));
    for (const { start, end, edits, message, hint } of [...decomposed(text), ...lookAlikes(text)]) {
      if (isWithin(mojibakeIn(source), start)) continue;
      // A URL with another character is another URL.
      const isUrl = isWithin(urls, start);
      report({
        range: source.range(start, end),
        message,
        hint: isUrl ? `${hint.slice(0, -1)}, if the link still leads there then.` : hint,
        fix: isUrl ? undefined : { edits, changesData: true },
      });
    }
  },
};

const URL_TEXT = /(?:https?:\/\/|\]\()[^\s<>"')\]]+/g;
/** More characters are not named in a message. */
const MOST_NAMED = 8;
/** Text this near tells in which language a word is written. */
const NEAR = 80;

interface Problem extends Stretch {
  edits: Edit[];
  message: string;
  hint: string;
}

/** A character and its marks; of Korean, a syllable. */
const CLUSTER = /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[^\p{M}\s]\p{M}*/gu;

/** @returns letters and marks that Unicode has as one character; those beside each other as one */
function decomposed(text: string): Problem[] {
  if (text.normalize("NFC") === text) return [];
  const clusters = [...text.matchAll(CLUSTER)].filter(({ 0: written }) => written.normalize("NFC") !== written);
  const runs = merged(clusters.map(({ 0: written, index }) => ({ start: index, end: index + written.length })));
  return runs.map(({ start, end }) => {
    const written = text.slice(start, end);
    const composed = written.normalize("NFC");
    const [from, to] = [written, composed].map((form) => [...form].slice(0, MOST_NAMED).map(codePointName).join(" "));
    const message = `“${crop(composed, QUOTED)}” is written as ${from} instead of ${to}.`;
    const hint = `Write it ${/^.$/su.test(composed) ? "as one character" : "so"}: “${crop(composed, QUOTED)}”.`;
    return { start, end, edits: [{ start, end, text: composed }], message, hint };
  });
}

/** Letters that look like Latin ones, with those. */
const SCRIPTS: Readonly<Record<string, { from: string; to: string }>> = {
  Cyrillic: { from: "АВЕЅІЈКМНОРСТХУԌԚԜаеѕіјорсхуһԁԛԝ", to: "ABESIJKMHOPCTXYGQWaesijopcxyhdqw" },
  Greek: { from: "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", to: "ABEZHIKMNOPTYXo" },
  "full-width": {
    from: "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ",
    to: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  },
};
const LATIN = new Map(
  Object.entries(SCRIPTS).flatMap(([script, { from, to }]) =>
    [...from].map((letter, index) => [letter, { script, latin: to.charAt(index) }] as const),
  ),
);
/** Latin letters beside others. */
const MIXED = /[A-Za-z\d]\p{M}*[\u0370-\u052f\uff10-\uff5a]|[\u0370-\u052f\uff10-\uff5a]\p{M}*[A-Za-z\d]/u;

function* lookAlikes(text: string): Generator<Problem> {
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (!MIXED.test(word)) continue;
    const letters = [...word.matchAll(/[\u0370-\u052f\uff10-\uff5a]/g)];
    const found = letters.flatMap(({ 0: letter, index: at }) => {
      const meant = LATIN.get(letter);
      return meant ? [{ letter, at, ...meant }] : [];
    });
    const [first, last] = [found[0], found.at(-1)];
    // A word with another letter of that script is a word of its language.
    if (!first || !last || found.length < letters.length) continue;
    const latin = word.match(/[A-Za-z]/g)?.length ?? 0;
    const isFullWidth = first.script === "full-width";
    if (!isFullWidth && (latin < 2 || latin <= found.length || isDeclined(text, word, index))) continue;
    const characters = [...new Set(found.map(({ letter }) => letter))];
    const named = characters.map((letter) => `“${letter}” (${codePointName(letter)})`).join(", ");
    const instead = characters.map((letter) => `“${LATIN.get(letter)?.latin}”`).join(", ");
    const meant = [...word].map((letter) => LATIN.get(letter)?.latin ?? letter).join("");
    yield {
      start: index + first.at,
      end: index + last.at + 1,
      edits: found.map(({ at, latin: letter }) => ({ start: index + at, end: index + at + 1, text: letter })),
      message: `“${crop(word, QUOTED)}” has a ${first.script} ${named} where ${instead} is meant.`,
      hint: `Write “${crop(meant, QUOTED)}”.`,
    };
  }
}

/** In Russian text, `GitHubе` is how a Latin name is declined. */
function isDeclined(text: string, word: string, start: number): boolean {
  if (!/^[A-Za-z\d]+[^A-Za-z\d]+$/.test(word)) return false;
  const end = start + word.length;
  const around = text.slice(Math.max(0, start - NEAR), start) + text.slice(end, end + NEAR);
  const letters = around.match(/[\u0370-\u052f]/g) ?? [];
  return letters.some((letter) => !LATIN.has(letter));
}
