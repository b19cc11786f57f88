// What a page shows and holds: its title, headings, text, ids; read while it arrives.
import { Parser } from "htmlparser2";
import { printable } from "./printable.ts";

export interface Page {
  /** Printable; empty when there is none. */
  title: string;
  headings: readonly string[];
  /** What a person would see, blanks collapsed, up to a limit. */
  text: string;
  /** Ids of all elements, and names of `<a>`: where a fragment can lead. */
  anchors: ReadonlySet<string>;
  /** Ids stand on headings, so the page's writer, not a script, gave them. */
  headingsHaveIds: boolean;
  scripts: number;
  /** Where a password can be typed. */
  asksForPassword: boolean;
  /** URLs of scripts, frames, images, and of an immediate refresh: a parking page betrays itself by them. */
  sources: readonly string[];
  /** What arrived, up to a limit: for what stands in scripts. */
  raw: string;
}

/** Nobody sees the text in these. */
const UNSEEN = new Set(["script", "style", "noscript", "template", "svg", "title"]);
const HEADING = /^h[1-6]$/;
/** In UTF-16 code units: what is enough to tell two pages apart. */
const ENOUGH_TEXT = 20_000;
const ENOUGH_RAW = 256 * 1024;
const MOST_SOURCES = 200;
/** Elements in each other: Blink stops at 512, and the parser goes over all that are open for each that closes. */
const DEEPEST = 5_000;
const MOST_HEADINGS = 2_000;

export class PageReader {
  readonly #parser: Parser;
  readonly #all: boolean;
  readonly #keepsAll: boolean;
  readonly #anchors = new Set<string>();
  readonly #headings: string[] = [];
  readonly #sources: string[] = [];
  #title = "";
  #heading: string | undefined;
  #text: string[] = [];
  #textLength = 0;
  #raw = "";
  /** Elements that nobody sees the text of, in each other, with how deep they are. */
  readonly #unseen: { name: string; depth: number }[] = [];
  #depth = 0;
  #scripts = 0;
  #asksForPassword = false;
  #headingsHaveIds = false;
  #titleSeen = false;

  /**
   * @param all - read to the end: for fragments. Otherwise the beginning is enough
   * @param keepsAll - keep the markup to its end as well: for what GitHub writes into it
   */
  constructor(all: boolean, keepsAll = false) {
    this.#all = all;
    this.#keepsAll = keepsAll;
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#open(name, attributes),
      ontext: (text) => this.#see(text),
      onclosetag: (name) => this.#close(name),
    });
  }

  /**
   * @returns whether more is wanted
   * @throws {Error} when elements are deeper in each other than any browser goes
   */
  push(text: string): boolean {
    if (this.#depth > DEEPEST) throw new Error("Its elements are too deep in each other.");
    if (this.#keepsAll) this.#raw += text;
    else if (this.#raw.length < ENOUGH_RAW) this.#raw += text.slice(0, ENOUGH_RAW - this.#raw.length);
    this.#parser.write(text);
    return this.#all || (this.#textLength < ENOUGH_TEXT && this.#raw.length < ENOUGH_RAW);
  }

  page(): Page {
    this.#parser.end();
    return {
      title: printable(this.#title),
      headings: this.#headings.map((heading) => printable(heading)),
      text: this.#text.join(" ").replace(/\s+/g, " ").trim(),
      anchors: this.#anchors,
      headingsHaveIds: this.#headingsHaveIds,
      scripts: this.#scripts,
      asksForPassword: this.#asksForPassword,
      sources: this.#sources,
      raw: this.#raw,
    };
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++;
    if (this.#all) {
      const { id, name: anchor } = attributes;
      if (id) this.#anchors.add(id);
      if (anchor && name === "a") this.#anchors.add(anchor);
      if (id && HEADING.test(name)) this.#headingsHaveIds = true;
    }
    if (HEADING.test(name)) this.#heading = "";
    if (UNSEEN.has(name) || isHidden(attributes)) this.#unseen.push({ name, depth: this.#depth });
    if (name === "script") this.#scripts++;
    if (name === "input" && attributes.type?.toLowerCase() === "password") this.#asksForPassword = true;
    const refresh = name === "meta" && attributes["http-equiv"]?.toLowerCase() === "refresh" ? attributes.content : "";
    const source = attributes.src ?? /^\s*\d\s*[;,]\s*url\s*=\s*['"]?([^'"]+)/i.exec(refresh ?? "")?.[1];
    if (source && this.#sources.length < MOST_SOURCES) this.#sources.push(source.slice(0, 500));
  }

  #see(text: string): void {
    const within = this.#unseen.at(-1)?.name;
    if (within === "title") {
      // SVG has titles too, and they come later.
      if (!this.#titleSeen && !this.#unseen.some((each) => each.name === "svg") && this.#title.length < 2_000)
        this.#title += text;
      return;
    }
    if (within !== undefined) return;
    if (this.#heading !== undefined && this.#heading.length < 1_000) this.#heading += text;
    if (this.#textLength >= ENOUGH_TEXT) return;
    this.#text.push(text.slice(0, ENOUGH_TEXT));
    this.#textLength += text.length;
  }

  #close(name: string): void {
    if (name === "title" && this.#title.trim() !== "") this.#titleSeen = true;
    if (this.#unseen.at(-1)?.depth === this.#depth) this.#unseen.pop();
    this.#depth--;
    if (HEADING.test(name) && this.#heading !== undefined) {
      if (this.#headings.length < MOST_HEADINGS) this.#headings.push(this.#heading);
      this.#heading = undefined;
    }
  }
}

/** Such as the message for an error that every page of an application carries, until a script shows it. */
function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  const { hidden, style = "" } = attributes;
  return (
    hidden !== undefined ||
    attributes["aria-hidden"]?.toLowerCase() === "true" ||
    /(?:^|;)\s{0,9}display\s{0,9}:\s{0,9}none\b/i.test(style)
  );
}
