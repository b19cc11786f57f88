// Where the files of a pull request are on GitHub, for links from a comment or a summary.
import path from "node:path";
import { fileUrl } from "../github/context.ts";
import { PAGE } from "../template/page.ts";
import type { Places } from "./preview.ts";

export interface Commit {
  /** `owner/name` */
  repository: string;
  /** A hash. */
  sha: string;
}

/**
 * @param server - `https://github.com`
 * @param home - the repository that the pages are read in
 */
export function placesOf(server: string, home: string, before: Commit, after: Commit): Places {
  const url = ({ repository, sha }: Commit, file: string, as?: "raw"): string =>
    fileUrl(server, repository, sha, file, as);
  return {
    home: (folder) => {
      const top = folder === "" ? "" : `${folder}/`;
      return {
        links: url(after, top),
        images: url(after, top, "raw"),
        page: fileUrl(server, home, "HEAD", top + PAGE),
      };
    },
    record: (folder, file, version) => url(version === "after" ? after : before, path.posix.join(folder, file)),
  };
}
