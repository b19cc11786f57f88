// The page's headings: those that were left with nothing under them go, and links to the others get their anchors.
import GithubSlugger from "github-slugger";
import type { Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { textAtBranchStart } from "../git/branch-start.ts";
import { type Entry, nameOf } from "../record/entry.ts";
import { withArticle } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import { quoted } from "../text/as-typed.ts";
import { Diagnostic } from "../text/diagnostic.ts";
import { clean } from "../text/escape.ts";
import { TEMPLATE } from "./syntax.ts";

/** The page's title stays, whatever follows it. */
const SHALLOWEST = 2;

/** @returns the page without the marks of emptied blocks, and without the headings that only these stood under */
export function dropEmptyHeadings(children: readonly RootContent[]): RootContent[] {
  const kept: RootContent[] = [];
  for (const [index, node] of children.entries()) {
    if (node.type !== "emptied") {
      kept.push(node);
      continue;
    }
    const next = children.slice(index + 1).find(({ type }) => type !== "emptied");
    if (next !== undefined && next.type !== "heading") continue;
    const depth = Math.max(next?.depth ?? 0, SHALLOWEST);
    for (let last = kept.at(-1); last?.type === "heading" && last.depth >= depth; last = kept.at(-1)) kept.pop();
  }
  return kept;
}

/**
 * A record's heading is the one that a section made for it, or else the first that reads like its name.
 *
 * Gives the page's links to records' headings the anchors that GitHub gives these; such links are no others' yet.
 *
 * @returns the records that are linked to and have no heading
 */
export function linkHeadings(page: Root): ReadonlySet<Entry> {
  const slugger = new GithubSlugger();
  const [byText, byEntry] = [new Map<string, string>(), new Map<Entry, string>()];
  visit(page, "heading", (node) => {
    const text = textOf(node, { includeImageAlt: false, includeHtml: false });
    const slug = slugger.slug(text);
    const entry = node.data?.entry;
    if (!byText.has(text)) byText.set(text, slug);
    if (entry && text === nameIn(entry) && !byEntry.has(entry)) byEntry.set(entry, slug);
  });

  const unfound = new Set<Entry>();
  visit(page, "link", (node) => {
    const entry = node.data?.heading;
    if (!entry) return;
    const slug = byEntry.get(entry) ?? byText.get(nameIn(entry));
    if (slug === undefined) unfound.add(entry);
    node.url = `#${slug ?? ""}`;
  });
  return unfound;
}

function nameIn(entry: Entry): string {
  return clean(nameOf(entry)).trim();
}

/** @param source - the template, which may have lost the heading since the branch began */
export function missingHeading(entry: Entry, list: List, source: string): Diagnostic {
  const { file, kind } = entry;
  const hint = `The name of ${withArticle(kind.noun)} and its heading are the same text. A heading goes when nothing stands under it.`;
  return new Diagnostic({
    file,
    range: locate(entry.source, [kind.nameField]),
    rule: "component-heading",
    message: `The page links to “${nameOf(entry)}”, and none of its headings reads so.`,
    hint: lostHeading(nameOf(entry), list, source) ?? hint,
    pointer: `/${kind.nameField}`,
    about: file,
  });
}

/** @returns the template's headings: those that are no longer there, and those that are new, since the branch began */
export function changedHeadings(list: Pick<List, "root">, source: string): { gone: string[]; fresh: string[] } {
  const headingsIn = (text: string): string[] => [...text.matchAll(HEADINGS)].map(([, heading = ""]) => heading);
  const [now, before] = [headingsIn(source), headingsIn(textAtBranchStart(list, TEMPLATE) ?? "")];
  return {
    gone: before.filter((heading) => !now.includes(heading)),
    fresh: now.filter((heading) => !before.includes(heading)),
  };
}

const HEADINGS = /^#{1,6}[ \t]+(.*?)[ \t#]*$/gm;

/** @returns what to do about a heading that the template had where the branch began; `undefined` when it had none */
function lostHeading(name: string, list: List, source: string): string | undefined {
  const { gone, fresh } = changedHeadings(list, source);
  if (!gone.includes(name)) return undefined;
  const [other, ...others] = fresh;
  return other !== undefined && others.length === 0 && gone.length === 1
    ? `Did you rename it? To say so everywhere: npm run rename ${quoted(name)} ${quoted(other)}`
    : `${TEMPLATE} had this heading before: bring its section back. If it has another name now: npm run rename ${quoted(name)} "ITS NAME"`;
}
