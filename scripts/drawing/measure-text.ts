// The fonts of a drawing, how wide text is in them, and where its lines end: no font file is read, a table has Arial's widths.

/** From U+0020 to U+007E in 1/1000 em: the advance widths of Arial (and of Helvetica and Liberation Sans, which have the same). */
const REGULAR = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
const BOLD = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
  556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
  280, 389, 584,
];
const EM = 1000;
/** The most that Latin letters with marks (below U+0250) need, and emoji; letters of other scripts and signs need an em. */
const ACCENTED = 780;
const LATIN_END = 0x250;
const EMOJI = 1400;

export interface Font {
  /** In pixels. */
  size: number;
  /** The height of a line, in pixels. */
  line: number;
  bold?: boolean;
  italic?: boolean;
}

/** The text of a box, and the smaller lines below it. */
export const LABEL: Font = { size: 13, line: 16 };
export const DETAIL: Font = { size: 11, line: 14 };
/** At the top of a group's frame. */
export const TITLE: Font = { size: 12, line: 14, bold: true };
export const EDGE_LABEL: Font = { size: 11, line: 12, italic: true };
export const LEGEND: Font = { size: 11, line: 18 };

/** @returns the width in Arial, in pixels */
export function widthOf(text: string, { size, bold = false }: Font): number {
  const table = bold ? BOLD : REGULAR;
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    sum += table[(code === NO_BREAK_SPACE ? SPACE : code) - SPACE] ?? widthOutside(character, code);
  }
  return (sum * size) / EM;
}

const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;

/** The width of a character that the tables do not have, in 1/1000 em. */
function widthOutside(character: string, code: number): number {
  if (/\p{M}|\p{Cf}/u.test(character)) return 0;
  if (code > 0xffff || /\p{Emoji_Presentation}/u.test(character)) return EMOJI;
  return code < LATIN_END ? ACCENTED : EM;
}

/** DejaVu Sans, the widest font that is common, is up to a fifth wider, and more where letters are narrow. */
const WIDEST = 1.25;

/** @returns the room that the text needs in any common font, in pixels */
export function roomFor(text: string, font: Font): number {
  return widthOf(text, font) * WIDEST;
}

/** @returns lines that fit in Arial, but for words that are wider and have no hyphen; a no-break space parts none */
export function wrap(text: string, font: Font, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { word, blank } of wordsOf(text, font, width)) {
    const longer = line === "" ? word : line + blank + word;
    if (line !== "" && widthOf(longer, font) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/**
 * Where a long word may be parted: behind hyphens and slashes, and between ideographs and kana, which are written without
 * blanks; but not in front of a closing bracket, a small kana or a mark that lengthens one, nor behind an opening bracket
 * (UAX #14, Unicode Line Breaking Algorithm).
 */
const PARTING =
  /(?<=[\p{L}\p{N}][-/])(?=\p{L})|(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}、。，．：；！？」』）】〉》ー])(?=[\p{L}\p{N}「『（【〈《])(?![ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーゝゞ々])|(?<=[\p{L}\p{N}])(?=\p{sc=Han}|\p{sc=Hira}|[「『（【〈《])(?![ぁぃぅぇぉっゃゅょゎゝゞ々])/u;

function wordsOf(text: string, font: Font, width: number): { word: string; blank: string }[] {
  const words = text.split(/[ \t\r\n]+/).filter((word) => word !== "");
  return words.flatMap((word) => {
    const parts = widthOf(word, font) > width ? word.split(PARTING) : [word];
    return parts.map((part, index) => ({ word: part, blank: index === 0 ? " " : "" }));
  });
}

/** Is this text written from right to left? Its first letter says so, as for HTML's `dir="auto"`. */
export function isRightToLeft(text: string): boolean {
  return /^\P{L}*[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u.test(text);
}
