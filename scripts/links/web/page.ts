// What a page shows and holds: its title, headings, text, ids; read while it arrives.
import { Parser } from "htmlparser2";
import { printable } from "../../text/escape.ts";

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
  /** Where the page leads to by itself, and after how many seconds (`<meta http-equiv="refresh">`). */
  refresh: { seconds: number; url: string } | undefined;
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

export type PageReader = ReturnType<typeof readPage>;

/** @param all - read to the end, for fragments; with `keepsAll`, keep all markup, for what GitHub writes into it */
export function readPage(all: boolean, keepsAll = false) {
  const anchors = new Set<string>();
  const headings: string[] = [];
  const sources: string[] = [];
  const texts: string[] = [];
  /** Elements whose text nobody sees, in each other, with how deep they are. */
  const unseen: { name: string; depth: number }[] = [];
  let [title, hasTitle, headingsHaveIds, asksForPassword] = ["", false, false, false];
  let heading: string | undefined;
  let refresh: Page["refresh"];
  let [textLength, raw, depth, scripts] = [0, "", 0, 0];

  const parser = new Parser({
    onopentag(name, attributes) {
      const { id, src, type, content = "", "http-equiv": equiv } = attributes;
      depth++;
      if (all && id) anchors.add(id);
      if (all && attributes.name && name === "a") anchors.add(attributes.name);
      if (HEADING.test(name)) {
        heading = "";
        if (id) headingsHaveIds = true;
      }
      if (UNSEEN.has(name) || isHidden(attributes)) unseen.push({ name, depth });
      if (name === "script") scripts++;
      if (name === "input" && type?.toLowerCase() === "password") asksForPassword = true;
      if (name === "meta" && equiv?.trim().toLowerCase() === "refresh" && unseen.length === 0)
        refresh ??= refreshIn(content.slice(0, 2_000));
      const source = src ?? (name === "meta" && refresh && refresh.seconds < 10 ? refresh.url : undefined);
      if (source && sources.length < MOST_SOURCES) sources.push(source.slice(0, 500));
    },
    ontext(text) {
      const within = unseen.at(-1)?.name;
      // A `<title>` inside of an SVG is not the page's.
      const isTitle = within === "title" && !hasTitle && !unseen.some((each) => each.name === "svg");
      if (isTitle && title.length < 2_000) title += text;
      if (within !== undefined) return;
      if (heading !== undefined && heading.length < 1_000) heading += text;
      if (textLength >= ENOUGH_TEXT) return;
      texts.push(text.slice(0, ENOUGH_TEXT));
      textLength += text.length;
    },
    onclosetag(name) {
      if (name === "title" && title.trim() !== "") hasTitle = true;
      if (unseen.at(-1)?.depth === depth) unseen.pop();
      depth--;
      if (!HEADING.test(name) || heading === undefined) return;
      if (headings.length < MOST_HEADINGS) headings.push(heading);
      heading = undefined;
    },
  });

  return {
    /** @returns whether more is wanted. @throws {Error} when elements are deeper in each other than any browser goes */
    push(text: string): boolean {
      if (depth > DEEPEST) throw new Error("Its elements are too deep in each other.");
      if (keepsAll) raw += text;
      else if (raw.length < ENOUGH_RAW) raw += text.slice(0, ENOUGH_RAW - raw.length);
      parser.write(text);
      return all || (textLength < ENOUGH_TEXT && raw.length < ENOUGH_RAW);
    },
    page(): Page {
      parser.end();
      return {
        title: printable(title),
        headings: headings.map((each) => printable(each)),
        text: texts.join(" ").replace(/\s+/g, " ").trim(),
        anchors,
        headingsHaveIds,
        scripts,
        refresh,
        asksForPassword,
        sources,
        raw,
      };
    },
  };
}

/** As browsers read it (HTML, section 4.2.5.3, “shared declarative refresh steps”). */
function refreshIn(content: string): Page["refresh"] {
  const [, seconds = "", quoted, single, bare = ""] =
    /^\s*(\d*)[\d.]*(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(.*))/is.exec(content) ?? [];
  const url = (quoted ?? single ?? bare).trim();
  return url === "" ? undefined : { seconds: Number(seconds), url };
}

/** Hidden elements, such as an error message that a script shows only when needed. */
function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  const { hidden, style = "" } = attributes;
  return (
    hidden !== undefined ||
    attributes["aria-hidden"]?.toLowerCase() === "true" ||
    /(?:^|;)\s{0,9}display\s{0,9}:\s{0,9}none\b/i.test(style)
  );
}
