// The issue that keeps edits of pages which could not be written into the data, before the pages are made anew.
import { BODY_LENGTH, type Repository } from "../github/repository.ts";
import { addToIssue } from "../github/tracked-text.ts";
import { asTyped } from "../text/as-typed.ts";
import { cropLines } from "../text/crop.ts";
import { fenced } from "../text/escape.ts";

/** What of the pages of a commit could not be carried. */
export interface KeptEdit {
  /** The last commit that changed a page, and who made it. */
  commit: string;
  author: string;
  /** What is asked, for people. */
  said: string;
  /** From the pages as the build makes them to the pages as they were edited. */
  patch: string;
}

const ISSUE = { marker: "kept-edits", title: "An edit of the page that is not in the data yet" };
/** Half of the room, so that the texts around it and older edits have some. */
const LONGEST = BODY_LENGTH / 2;

/** @returns the issue's page. @throws {GitHubError} when GitHub refuses */
export async function keepEdit(repository: Repository, edit: KeptEdit): Promise<string> {
  return (await addToIssue(repository, ISSUE, keptText(edit))).url;
}

function keptText({ commit, author, said, patch }: KeptEdit): string {
  const shown = cropLines(patch, LONGEST);
  const next =
    "Answer here, or edit the records, and run `npm run build`. `git apply` puts the edit into the page again:";
  return [
    `${commit} edited the page, and not all of it could be written into the data. The page is what the data make again; this\nis what was edited, and what is asked:`,
    fenced("text", `Edited by ${author}\n${cropLines(said, LONGEST / 4)}`),
    asTyped(next),
    fenced("diff", shown),
    ...(shown === patch ? [] : [`It is longer: \`git show ${commit}\``]),
  ].join("\n\n");
}
