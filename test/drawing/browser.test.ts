// The README as a reader sees it: its tables with the drawings in a real browser, light and dark, at a cell's width.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import MarkdownIt from "markdown-it";
import type { Page } from "playwright-core";
import { openBrowser, withoutBrowser } from "../support/browser.ts";
import { LISTS, ownDrawings } from "../support/layouts.ts";
import { MAIN_LIST } from "../support/lists.ts";

/** What GitHub does to a table with images in it (github-markdown-css), with the notes' column 500 pixels wide. */
const STYLE = `
  body { font: 14px Arial, sans-serif; margin: 16px; }
  table { border-collapse: collapse; }
  td, th { border: 1px solid #d1d9e0; padding: 6px 13px; vertical-align: top; }
  img { max-width: 100%; }
  td:nth-child(3), .cell { width: 500px; min-width: 500px; max-width: 500px; box-sizing: content-box; }
  @media (prefers-color-scheme: dark) { body { background: #0d1117; color: #f0f6fc; } a { color: #4493f8; } td, th { border-color: #3d444d; } }
`;

/** Screenshots for people go there, if it is set. */
const { SCREENSHOTS } = process.env;

for (const colorScheme of ["light", "dark"] as const) {
  test(`the tables of both READMEs show every drawing, ${colorScheme}`, { skip: withoutBrowser }, async (t) => {
    const browser = await openBrowser(t);
    const folder = await mkdtemp(path.join(tmpdir(), "pages-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const names = (await ownDrawings()).map(({ name }) => name);
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 }, colorScheme });
    const shown: string[] = [];
    for (const list of LISTS) {
      const root = path.join(folder, list);
      await mkdir(root, { recursive: true });
      await cp(path.join(MAIN_LIST, list, "img"), path.join(root, "img"), { recursive: true });
      const markdown = await readFile(path.join(MAIN_LIST, list, "README.md"), "utf8");
      const html = new MarkdownIt({ html: true }).render(markdown);
      await writeFile(
        path.join(root, "page.html"),
        `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${html}`,
      );
      await page.goto(pathToFileURL(path.join(root, "page.html")).href);
      for (const { file, ...image } of await imagesOn(page)) {
        const name = path.posix.join(list, file);
        shown.push(name);
        assert.ok(image.isLoaded, `${name} is not shown`);
        assert.ok(image.alt.length > 20, `${name} has no alternative text`);
        assert.equal(image.target, file, `${name} leads to its full size`);
        assert.ok(image.width <= image.room + 0.5, `${name} is wider than its cell: ${image.width} of ${image.room}`);
        // Smaller letters than this are hard to read; the smallest are 11 pixels high at full size.
        assert.ok(
          image.width / image.fullWidth >= 0.8,
          `${name} is shown at ${image.width} of ${image.fullWidth} pixels`,
        );
      }
      if (SCREENSHOTS) {
        const file = path.join(SCREENSHOTS, `${path.basename(path.resolve(MAIN_LIST, list))}-${colorScheme}.png`);
        await page.screenshot({ path: file, fullPage: true });
      }
    }
    assert.deepEqual(shown.sort(), names.sort());
  });

  test(`every text of a drawing stands where it belongs, and colours are those of the scheme, ${colorScheme}`, {
    skip: withoutBrowser,
  }, async (t) => {
    const browser = await openBrowser(t);
    const page = await browser.newPage({ viewport: { width: 800, height: 900 }, colorScheme });
    for (const { name } of await ownDrawings()) {
      await page.goto(pathToFileURL(path.join(MAIN_LIST, name)).href);
      const seen = await lookAt(page);
      assert.ok(seen.texts > 5, name);
      assert.deepEqual(seen.problems, [], name);
      // The card's own colour: an image of a light drawing on a dark page would glare.
      assert.equal(seen.card, colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(13, 17, 23)", name);
    }
  });
}

interface Shown {
  file: string;
  alt: string;
  target: string | null;
  isLoaded: boolean;
  width: number;
  fullWidth: number;
  /** The width of what it stands in. */
  room: number;
}

/** Images below img/, as the browser lays them out. */
function imagesOn(page: Page): Promise<Shown[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("img")]
      .filter((image) => image.getAttribute("src")?.startsWith("img/"))
      .map((image) => {
        const block = image.closest("td, p");
        const style = block && getComputedStyle(block);
        const padding = Number.parseFloat(style?.paddingLeft ?? "0") + Number.parseFloat(style?.paddingRight ?? "0");
        return {
          file: image.getAttribute("src") ?? "",
          alt: image.alt,
          target: image.closest("a")?.getAttribute("href") ?? null,
          isLoaded: image.complete && image.naturalWidth > 0,
          width: image.getBoundingClientRect().width,
          fullWidth: image.naturalWidth,
          room: (block?.clientWidth ?? 0) - padding,
        };
      }),
  );
}

interface Seen {
  texts: number;
  card: string;
  problems: string[];
}

/** In the browser's own font, no text leaves the card or runs over the border of a box. */
function lookAt(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const card = document.querySelector("rect.card");
    const boxes = [...document.querySelectorAll('rect[class^="box"]')].map((box) => box.getBoundingClientRect());
    const texts = [...document.querySelectorAll("text")];
    const outer = card?.getBoundingClientRect() ?? new DOMRect();
    const problems = texts.flatMap((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const words = text.textContent;
      if (left < outer.left || right > outer.right || top < outer.top || bottom > outer.bottom) {
        return [`“${words}” is not on the card`];
      }
      const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
      const around = boxes.filter(
        (box) => box.left < middle.x && middle.x < box.right && box.top < middle.y && middle.y < box.bottom,
      );
      const runsOver = around.some(
        (box) => left < box.left || right > box.right || top < box.top || bottom > box.bottom,
      );
      return runsOver ? [`“${words}” runs over its box`] : [];
    });
    return { texts: texts.length, card: card ? getComputedStyle(card).fill : "", problems };
  });
}
