// Text fits: its widths in real fonts, read from their files, against the room that the drawings leave.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { type Font as FontFile, openSync } from "fontkit";
import { TITLE_INSET } from "../../scripts/drawing/layout.ts";
import {
  DETAIL,
  EDGE_LABEL,
  type Font,
  isRightToLeft,
  LABEL,
  LEGEND,
  roomFor,
  TITLE,
  widthOf,
  wrap,
} from "../../scripts/drawing/measure-text.ts";
import { ownDrawings } from "../support/layouts.ts";

/** Arial's and Helvetica's stand-ins, which have their widths; and the two that Android and many Linux desktops have. */
const FONTS: Readonly<Record<string, { regular: string; bold: string; package: string }>> = {
  "Liberation Sans": {
    regular: "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    bold: "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
    package: "fonts-liberation",
  },
  "Nimbus Sans (Helvetica)": {
    regular: "/usr/share/fonts/opentype/urw-base35/NimbusSans-Regular.otf",
    bold: "/usr/share/fonts/opentype/urw-base35/NimbusSans-Bold.otf",
    package: "fonts-urw-base35",
  },
  Roboto: {
    regular: "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf",
    bold: "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Bold.ttf",
    package: "fonts-roboto-unhinted",
  },
  "DejaVu Sans": {
    regular: "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    bold: "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    package: "fonts-dejavu-core",
  },
};

const missing = Object.values(FONTS).flatMap(({ regular, bold, package: name }) =>
  existsSync(regular) && existsSync(bold) ? [] : [name],
);
const install = `Install the fonts: apt-get install ${missing.join(" ")}`;
// Where all must be tested, what is missing is a failure.
const skip = missing.length > 0 && process.env.CI !== "true" ? install : false;

/** Width without kerning, which only makes text narrower. */
function measure(file: FontFile, text: string, size: number): number {
  const units = [...text].reduce((sum, letter) => {
    return sum + file.glyphForCodePoint(letter.codePointAt(0) ?? 0).advanceWidth;
  }, 0);
  return (units * size) / file.unitsPerEm;
}

function open(path: string): FontFile {
  assert.ok(existsSync(path), install);
  const file = openSync(path);
  if (!("glyphForCodePoint" in file)) throw new Error(`${path} holds several fonts`);
  return file;
}

for (const [name, { regular, bold }] of Object.entries(FONTS)) {
  test(`${name}: every text of every drawing has room`, { skip }, async () => {
    const files = { regular: open(regular), bold: open(bold) };
    const width = (text: string, font: Font): number =>
      measure(font.bold ? files.bold : files.regular, text, font.size);
    let texts = 0;
    const fits = (text: string, font: Font, room: number, where: string): void => {
      texts++;
      const needed = width(text, font);
      assert.ok(needed <= room, `${where}: “${text}” needs ${needed.toFixed(1)} of ${room.toFixed(1)} pixels`);
    };
    for (const { name: file, layout } of await ownDrawings()) {
      for (const { node, label, details, width: box, height } of layout.nodes) {
        // A decision's corners are no room; a border takes one pixel on each side.
        const room = box - 2 - (node.shape === "decision" ? 20 : 0);
        for (const line of label) fits(line, LABEL, room, file);
        for (const line of details) fits(line, DETAIL, room, file);
        assert.ok(label.length * LABEL.line + details.length * DETAIL.line <= height, `${file}: ${node.id} is too low`);
      }
      for (const { title, width: frame } of layout.groups) {
        for (const line of title) fits(line, TITLE, frame - TITLE_INSET, file);
      }
      for (const { label } of layout.edges) {
        for (const line of label?.lines ?? []) fits(line, EDGE_LABEL, label?.width ?? 0, file);
      }
      for (const entry of layout.legend) {
        const next = layout.legend.find(({ x, y }) => y === entry.y && x > entry.x);
        fits(entry.label, LEGEND, (next?.x ?? layout.width) - entry.textX - 4, file);
      }
    }
    assert.ok(texts > 200, `${texts} texts`);
  });

  test(`${name}: names that a drawing may show are as wide as the table has room for`, { skip }, () => {
    const files = { regular: open(regular), bold: open(bold) };
    for (const text of NAMES) {
      assert.ok(measure(files.regular, text, 13) <= roomFor(text, LABEL) + 4, text);
      assert.ok(measure(files.bold, text, 12) <= roomFor(text, TITLE) + 4, `${text} in bold`);
    }
  });
}

/** With narrow letters, wide ones, digits, capitals, marks and other scripts. */
const NAMES = [
  "Illustrative little filtering utility",
  "Transformation and fluttering",
  "WWW MMM WORKFLOW MANAGEMENT",
  "jittery “quoted” it’s – all",
  "S3, EC2 & IAM [12]",
  "Überprüfung, Ærøskøbing, Łódź",
  "Обработка событий",
  "Συσχέτιση συμβάντων",
];

test("the table is Arial's: its widths are those of Liberation Sans", { skip }, () => {
  const { regular = "", bold = "" } = FONTS["Liberation Sans"] ?? {};
  const files = [open(regular), open(bold)] as const;
  for (let code = 0x20; code < 0x7f; code++) {
    const letter = String.fromCharCode(code);
    for (const [index, file] of files.entries()) {
      const expected = measure(file, letter, 1000);
      const actual = widthOf(letter, { size: 1000, line: 1000, bold: index === 1 });
      assert.ok(Math.abs(actual - expected) <= 1, `${letter}: ${actual} instead of ${expected}`);
    }
  }
});

test("lines end at blanks, and in words that are too long behind hyphens and slashes", () => {
  const font = { size: 10, line: 12 };
  const cases: [string, number, string[]][] = [
    ["one two three", 30, ["one", "two", "three"]],
    ["one two three", 45, ["one two", "three"]],
    ["one two three", 500, ["one two three"]],
    ["  one \n two\t", 500, ["one two"]],
    ["", 500, []],
    ["one\u00a0two three", 10, ["one\u00a0two", "three"]],
    ["Detection-as-code", 45, ["Detection-", "as-code"]],
    ["Detection-as-code", 500, ["Detection-as-code"]],
    ["-x CI/CD", 20, ["-x", "CI/", "CD"]],
    ["indivisible", 5, ["indivisible"]],
    // Between ideographs, which have no blanks; a comma stays with what is in front of it, a small kana and a mark, too.
    ["検知と対応", 20, ["検知", "と対", "応"]],
    ["検知、対応", 20, ["検", "知、", "対応"]],
    ["「検知」と", 30, ["「検", "知」と"]],
    ["チェッカー", 20, ["チェッ", "カー"]],
    ["Kafka検知", 30, ["Kafka", "検知"]],
    ["检测与响应流程", 500, ["检测与响应流程"]],
  ];
  for (const [text, width, expected] of cases) assert.deepEqual(wrap(text, font, width), expected, text);
});

test("text is written in the direction of its first letter", () => {
  for (const text of ["זיהוי", "كشف Kafka", "(1) זיהוי"]) assert.equal(isRightToLeft(text), true, text);
  for (const text of ["Kafka זיהוי", "検知", "", "(1)"]) assert.equal(isRightToLeft(text), false, text);
});
