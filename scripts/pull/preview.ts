// Rows that change → Markdown that GitHub renders, in a step's summary or a comment, no longer than fits there.
import path from "node:path";
import type { PhrasingContent, TableCell, TableRow } from "mdast";
import type { HeadCommit } from "../github/context.ts";
import { fileUrl } from "../github/urls.ts";
import { PAGE } from "../template/page.ts";
import { stringify } from "../template/stringify.ts";
import { counted } from "../text/counted.ts";
import { code, codeSpan } from "../text/escape.ts";
import { type BlockChanges, type Change, isRecord } from "./rows.ts";
import { type PagePlace, sanitize } from "./sanitize.ts";

export interface ListPreview {
  /** The list's folder in the repository, with `/`; "" for the main list. */
  folder: string;
  /** Is the whole list new, or gone? */
  state: "new" | "changed" | "removed";
  blocks: readonly BlockChanges[];
}

/** Where things are on GitHub. Without it, nothing but the rows themselves has links. */
export interface Places {
  /** Of the page of the list in this folder. */
  page: (folder: string) => PagePlace;
  /** The page of a record's file: as it is now, or as it was. */
  record: (folder: string, file: string, version: "before" | "after") => string;
}

type Commit = Pick<HeadCommit, "repository" | "sha">;

/** @param server - `https://github.com`; `repository` is the one in which the pages are read */
export function placesOf(server: string, repository: string, began: string, after: Commit): Places {
  const url = (commit: Commit, file: string, as?: "raw"): string =>
    fileUrl({ repository: `${server}/${commit.repository}`, branch: commit.sha, folder: "" }, file, as);
  return {
    page: (folder) => {
      const top = folder === "" ? "" : `${folder}/`;
      return {
        links: url(after, top),
        images: url(after, top, "raw"),
        page: url({ repository, sha: "HEAD" }, top + PAGE),
      };
    },
    record: (folder, file, version) =>
      url(version === "after" ? after : { repository, sha: began }, path.posix.join(folder, file)),
  };
}

/** How long the Markdown may be, in whatever the place counts. */
export interface Room {
  most: number;
  length: (text: string) => number;
}

/** GitHub counts a summary's bytes, and a comment's characters, of which a text never has more than UTF-16 code units. */
export const IN_BYTES: Room["length"] = (text) => Buffer.byteLength(text);
export const IN_UNITS: Room["length"] = (text) => text.length;

/** Rows shown of one table. */
const ROWS = 500;
/** How much room is kept for the sentence about what is left out. */
const RESERVE = 200;

/** @returns no more than there is room for; "" when no row and no list changes */
export function preview(lists: readonly ListPreview[], places: Places | undefined, { most, length }: Room): string {
  const parts: string[] = [];
  let left = most - RESERVE;
  let hidden = 0;
  for (const { folder, state, blocks } of lists) {
    const about = aboutList(folder, state);
    if (length(about) < left) {
      parts.push(...(about === "" ? [] : [about]));
      left -= length(about) + 1;
    }
    for (const block of blocks) {
      const title = headingOf(folder, block, places);
      const { head, rows } = linesOf(folder, block, places);
      const note = aboutColumns(block, places?.page(folder)) + renumbered(block.renumbered);
      const shown: string[] = [];
      // Between two blocks stands an empty line.
      let room = left - length(`${title}${head}${note}\n`);
      for (const row of rows) {
        if (length(row) > room) break;
        room -= length(row);
        shown.push(row);
      }
      hidden += block.changes.length - shown.length;
      if (shown.length === 0 && (rows.length > 0 || room < 0)) continue;
      left = room;
      const table = shown.length === 0 ? note.slice(1) : `${head}${shown.join("")}${note}`;
      parts.push(`${title}${table}`);
    }
  }
  const rest = `and ${counted(hidden, "more row")} for which there is no room here.\n`;
  if (hidden > 0 && length(rest) <= most) parts.push(rest);
  return parts.join("\n");
}

function aboutList(folder: string, state: ListPreview["state"]): string {
  if (state === "changed" || folder === "") return "";
  const words = state === "new" ? " is a new list." : " is removed, the whole list with all of its rows.";
  return paragraph([...code(folder), text(words)]);
}

function aboutColumns({ columns }: BlockChanges, place: PagePlace | undefined): string {
  const sentences = columns.map(({ title, isNew }) => {
    return paragraph([text("The column "), ...sanitize(title, place), text(isNew ? " is new." : " is gone.")]);
  });
  return sentences.map((sentence) => `\n${sentence}`).join("");
}

function paragraph(children: PhrasingContent[]): string {
  return stringify([{ type: "paragraph", children }]).markdown;
}

function renumbered(count: number): string {
  if (count === 0) return "";
  return `\n${counted(count, "more row changes its number", "more rows change their numbers")} only.\n`;
}

function headingOf(folder: string, { heading }: BlockChanges, places: Places | undefined): string {
  const list: PhrasingContent[] = folder === "" ? [] : [...code(folder), text(": ")];
  const children = [...list, ...sanitize(heading, places?.page(folder))];
  if (children.length === 0) children.push(text("Start of the page"));
  return `${stringify([{ type: "heading", depth: 4, children }]).markdown}\n`;
}

/** Files with mistakes that are named. */
export const NAMED = 10;

/**
 * @param broken - files of records with mistakes
 * @param show - a file's name
 */
export function aboutBroken(broken: readonly string[], show = codeSpan): string[] {
  if (broken.length === 0) return [];
  const named = broken.slice(0, NAMED).map(show);
  const more = broken.length > NAMED ? ` and ${broken.length - NAMED} more` : "";
  const [have, whose] = broken.length === 1 ? ["has a mistake", "its row"] : ["have mistakes", "their rows"];
  return [
    `${named.join(", ")}${more} ${have}, so that ${broken.every(isRecord) ? whose : "rows"} cannot be shown yet.\n`,
  ];
}

/** A table's head, and the lines of each change. */
function linesOf(folder: string, { head, changes }: BlockChanges, places: Places | undefined) {
  const place = places?.page(folder);
  const width = Math.max(...changes.flat().map(({ row }) => row.cells.length));
  const titles = head ?? [[text("Entry")]];
  const shown = changes.slice(0, ROWS);
  const cells = (nodes: readonly (readonly PhrasingContent[])[]): TableCell[] =>
    Array.from({ length: Math.max(width, titles.length) }, (_, index) => cell(sanitize(nodes[index] ?? [], place)));
  const rowOf = ({ label, row }: Change[number]): TableRow => {
    const version = label === "removed" || label === "before" ? "before" : "after";
    const url = places?.record(folder, row.entry.file, version);
    const first: PhrasingContent = url === undefined ? text(label) : { type: "link", url, children: [text(label)] };
    return { type: "tableRow", children: [cell([first]), ...cells(row.cells)] };
  };
  const first: TableRow = { type: "tableRow", children: [cell([]), ...cells(titles)] };
  const children = [first, ...shown.flat().map(rowOf)];
  const [top = "", dashes = "", ...lines] = stringify([{ type: "table", children }])
    .markdown.trimEnd()
    .split("\n")
    .map((line) => `${line}\n`);
  const rows = shown.map((change) => lines.splice(0, change.length).join(""));
  return { head: top + dashes, rows };
}

function text(value: string): PhrasingContent {
  return { type: "text", value };
}

function cell(children: PhrasingContent[]): TableCell {
  return { type: "tableCell", children };
}
