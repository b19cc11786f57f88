// `build`: make README.md and its drawings from data/ and templates/ (publish/build.ts).

import { type BuiltList, build, countsOf, outcomeOf, PRINTED } from "../../publish/build.ts";
import { difference } from "../../report/difference.ts";
import { PAGE } from "../../template/page.ts";
import { readIfThere } from "../../text/files.ts";
import { Trouble } from "../../text/trouble.ts";
import { EXIT, type ExitStatus, type Subcommand } from "../command.ts";
import { type Io, say } from "../io.ts";
import { displayPath, findList, findLists, resolvePath } from "../lists.ts";
import { watchLists } from "../watch.ts";

interface Options {
  check?: boolean;
  watch?: boolean;
  root?: string;
  out?: string;
  discardEdits?: boolean;
  absorb?: boolean;
}

export const command: Subcommand<Options> = {
  description:
    "Make README.md and its drawings in img/ from data/ and templates/, for the main list and every list under lists/; and issue forms and settings of editors from schemas/.",
  examples: [
    "npm run build",
    "npm run build -- --check",
    "npm run build -- --watch",
    "npm run build -- --root lists/NAME",
    "npm run --silent build -- --out - > page.md",
  ],
  declare(program) {
    program
      .option("--check", "write nothing; show what differs, and end with status 1 if anything does")
      .option("--watch", "build again whenever data/, templates/ or schemas/ change")
      .option("--absorb", "with --watch: write edits of the page into the data, too")
      .option("--discard-edits", "overwrite what somebody edited in the page or a drawing; a copy is kept beside it")
      .option("--root <dir>", "build this list only: a folder with data/ and templates/")
      .option(
        "--out <file>",
        "write the page there instead of README.md, without drawings; - is standard output (one list: the main one, or --root)",
      );
  },
  async run(io, options) {
    const { check, watch, root, out } = options;
    if (watch && (check || out === PRINTED)) throw new Trouble("--watch goes neither with --check nor with --out -.");
    if (check && out === PRINTED) throw new Trouble("--check needs a file to compare with, not --out -.");
    if (options.absorb && !watch) throw new Trouble("--absorb goes with --watch alone.", "npm run absorb");
    const roots = out === undefined ? findLists(io, root) : [findList(io, root)];
    const made: Made = new Map();
    if (!watch) return buildOnce(io, options, roots, made);
    const isOwn = async (file: string): Promise<boolean> => made.has(file) && made.get(file) === readIfThere(file);
    const again = async (): Promise<unknown> => {
      if (options.absorb) {
        const { absorbIn } = await import("./absorb.ts");
        for (const each of roots) await absorbIn(io, each, {});
      }
      return buildOnce(io, options, roots, made);
    };
    await watchLists(io, roots, again, isOwn, options.absorb ? [PAGE] : []);
    return EXIT.clean;
  },
};

/** The texts of the files (absolute) that the build made; `undefined` for one that it deleted. */
type Made = Map<string, string | undefined>;

/** What most builds do not need is loaded where it is needed: it is a third of the program. */
async function buildOnce(io: Io, options: Options, roots: readonly string[], made: Made): Promise<ExitStatus> {
  const start = performance.now();
  const { check = false, root, out } = options;
  const isPrinted = out === PRINTED;
  const target = out === undefined || isPrinted ? out : resolvePath(io, out);
  if (options.discardEdits && target === undefined && !check) {
    const { keepCopies } = await import("../edited.ts");
    await keepCopies(io, roots);
  }
  const lists = await build({ roots, check, out: target, discard: options.discardEdits });
  const pages = lists.map(({ page }) => page);
  if (pages.some(({ diagnostics }) => diagnostics.length > 0)) {
    const { sayFindings } = await import("../report.ts");
    if (await sayFindings(io, pages)) {
      say(io, `Nothing was ${check ? "compared" : "written"}.`);
      return EXIT.findings;
    }
  }
  const isEdited = lists.some(({ edited }) => edited.page || edited.drawings.length > 0);
  if (isEdited && !check) {
    const { sayEdited } = await import("../edited.ts");
    for (const list of lists) sayEdited(io, list);
    say(io, `Nothing was written. ${wayOut(lists)}`);
    return EXIT.findings;
  }
  if (isPrinted) for (const { markdown } of pages) io.stdout.write(markdown);
  let differs = false;
  for (const { page, files } of lists) {
    for (const { file, text, before, originOf } of files) {
      made.set(file, text);
      if (!check || text === before) continue;
      differs = true;
      if (text === undefined) continue;
      const shownOrigin = (line: number): string | undefined => {
        const origin = originOf(line);
        return origin && displayPath(io, page.root, origin);
      };
      const name = displayPath(io, file);
      io.stdout.write(difference({ name, current: before, built: text, originOf: shownOrigin }));
    }
  }
  const display = (file: string): string => displayPath(io, file);
  const outcomes = isPrinted
    ? pages.flatMap((page) => ["Printed the page.", `  ${countsOf(page)}`])
    : lists.flatMap((list) => outcomeOf(list, !check, display));
  for (const line of outcomes) say(io, line);
  say(io, `${check ? "Compared" : "Built"} in ${((performance.now() - start) / 1000).toFixed(2)} s.`);
  if (!differs) return EXIT.clean;
  if (isEdited) {
    say(io, `Somebody edited this. ${wayOut(lists)}`);
    return EXIT.findings;
  }
  const again = [...(root === undefined ? [] : ["--root", root]), ...(out === undefined ? [] : ["--out", out])];
  say(io, `To make it right: npm run build${again.length === 0 ? "" : ` -- ${again.join(" ")}`}`);
  return EXIT.findings;
}

/** An edited page can be kept, a drawing cannot. */
function wayOut(lists: readonly BuiltList[]): string {
  const keep = lists.some(({ edited }) => edited.page) ? "To keep the edits: npm run absorb. " : "";
  return `${keep}To throw ${keep ? "them" : "that"} away: npm run build -- --discard-edits`;
}
