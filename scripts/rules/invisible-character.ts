// invisible-character: every character can be seen, or is needed where it stands.
import type { Edit } from "../text/diagnostic.ts";
import { codePointName } from "../text/escape.ts";
import { isWithin, type Stretch } from "../text/stretches.ts";
import { isBlank, isInBlankValue } from "./support/blank.ts";
import { mojibakeIn } from "./support/mojibake.ts";
import type { Rule, RuleFinding } from "./support/rule.ts";

export const invisibleCharacter: Rule = {
  explains: ["unknown-reference", "wrong-value", "file-name", "technology-name"],
  severity: "error",
  source(source, report) {
    const { text } = source;
    for (const run of runsIn(text)) {
      const { start, end } = run;
      if (isWithin(mojibakeIn(source), start) || isInBlankValue(source, start)) continue;
      report({ ...describe(run, text, [{ start, end, text: "" }]), range: source.range(start, end) });
    }
  },
  text(text, report) {
    const { record, value } = text;
    if (isBlank(value)) return;
    for (const run of runsIn(value)) {
      const place = text.place(run.start, run.end);
      // Characters that are written as themselves are found by `source`; here only those written as escapes.
      if (record.source[place.range.start.offset] !== "\\") continue;
      report({ ...describe(run, value, text.edit(run.start, run.end, "")), ...place });
    }
  },
};

/** Anything without a shape of its own. A few format characters of Arabic and Kaithi have one. */
const SUSPECT =
  /(?![\t\n\r\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\ufffd]/gu;

/** Characters without any width. */
const ZERO_WIDTH = /^[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]+$/;
/** Beside these, a zero-width character may be there on purpose: it keeps `@name` or `*` from having an effect. */
const ACTIVE = /^[@#*_`~<>[\]|\\&:/+=!-]$/;

const NAMES: Readonly<Record<string, string>> = {
  "\u00ad": "soft hyphen",
  "\u034f": "combining grapheme joiner",
  "\u061c": "Arabic letter mark",
  "\u180e": "Mongolian vowel separator",
  "\u200b": "zero width space",
  "\u200c": "zero width non-joiner",
  "\u200d": "zero width joiner",
  "\u200e": "left-to-right mark",
  "\u200f": "right-to-left mark",
  "\u2028": "line separator",
  "\u2029": "paragraph separator",
  "\u202a": "left-to-right embedding",
  "\u202b": "right-to-left embedding",
  "\u202c": "pop directional formatting",
  "\u202d": "left-to-right override",
  "\u202e": "right-to-left override",
  "\u2060": "word joiner",
  "\u2066": "left-to-right isolate",
  "\u2067": "right-to-left isolate",
  "\u2068": "first strong isolate",
  "\u2069": "pop directional isolate",
  "\u3164": "Hangul filler",
  "\ufeff": "byte order mark",
};
const OTHER_NAMES: readonly [RegExp, string][] = [
  [/\p{Cc}/u, "control character"],
  [/\p{Noncharacter_Code_Point}/u, "noncharacter"],
  [/\p{Cs}/u, "half of a character"],
  [/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u, "variation selector"],
  [/./su, "format character"],
];

/** The end of a word whose letters change their shapes beside each other. */
const JOINED =
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]$/u;
const RIGHT_TO_LEFT = /[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}]/u;

interface Run extends Stretch {
  sort: "invisible" | "private" | "lost";
}

/** @returns the characters that are not needed where they stand; those beside each other in one run */
function runsIn(text: string): Run[] {
  const runs: Run[] = [];
  for (const { 0: character, index } of text.matchAll(SUSPECT)) {
    const end = index + character.length;
    if (isNeeded(character, text.slice(Math.max(0, index - 16), index), text.slice(end, end + 4))) continue;
    const sort = character === "\ufffd" ? "lost" : /\p{Co}/u.test(character) ? "private" : "invisible";
    const last = runs.at(-1);
    if (last?.end === index && last.sort === sort) last.end = end;
    else runs.push({ start: index, end, sort });
  }
  return runs;
}

function isNeeded(character: string, before: string, after: string): boolean {
  if (character === "\u200d" && /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)*$/u.test(before)) {
    return /^\p{Extended_Pictographic}/u.test(after);
  }
  if (character === "\u200c" || character === "\u200d") return JOINED.test(before);
  if (/[\u200e\u200f\u061c]/.test(character)) return RIGHT_TO_LEFT.test(before.slice(-4)) || RIGHT_TO_LEFT.test(after);
  if (/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u.test(character)) {
    return /[^\sA-Za-z\p{Default_Ignorable_Code_Point}]$/u.test(before);
  }
  if (/[\u{e0020}-\u{e007f}]/u.test(character)) return /\u{1f3f4}[\u{e0020}-\u{e007f}]*$/u.test(before);
  // Fillers and joiners that are letters or marks belong to the letters of their script.
  return /[\p{L}\p{M}]/u.test(character) && /(?![\0-\u02ff])[\p{L}\p{M}]$/u.test(before);
}

/** @param edits - that delete the run */
function describe({ start, end, sort }: Run, text: string, edits: Edit[]): Omit<RuleFinding, "range"> {
  const characters = [...text.slice(start, end)];
  const [first = ""] = characters;
  if (sort === "lost") {
    const message = "There is a U+FFFD here: the character that stood in its place was lost.";
    return { message, hint: "Look it up where the text comes from, and type it again." };
  }
  if (sort === "private") {
    const message = `There is a private-use character here, ${codePointName(first)}, which looks different on every computer.`;
    return { message, hint: "Use one that everybody has, or delete it." };
  }
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  const mayGo =
    ZERO_WIDTH.test(characters.join("")) &&
    !ACTIVE.test(before) &&
    !ACTIVE.test(after) &&
    // At the start of a line, what comes next could become a heading, a list or an empty line.
    (!/[\r\n]/.test(before || "\n") || /\p{L}/u.test(after));
  const fix = mayGo ? { edits, changesData: true } : undefined;
  const names = [...new Set(characters)].map((character) => `${codePointName(character)} (${nameOf(character)})`);
  const what = characters.length === 1 ? "is an invisible character" : `are ${characters.length} invisible characters`;
  const hint = characters.length === 1 ? "Delete it." : "Delete them.";
  return { message: `There ${what} here: ${names.join(", ")}.`, hint, fix };
}

function nameOf(character: string): string {
  return NAMES[character] ?? OTHER_NAMES.find(([pattern]) => pattern.test(character))?.[1] ?? "";
}
