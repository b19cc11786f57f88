// `npm run build`: make README.md and its drawings from data/ and templates/.
import path from "node:path";
import { difference } from "../../report/difference.ts";
import { type GeneratedFile, generatedFiles, isDrawing, leftDrawings } from "../../template/output.ts";
import { makePage, PAGE, type Page } from "../../template/page.ts";
import { readIfThere } from "../../text/files.ts";
import { writeFiles } from "../../text/write-files.ts";
import type { Subcommand } from "../command.ts";
import { EXIT, type ExitStatus, Trouble } from "../exit.ts";
import { type Io, say } from "../io.ts";
import { displayPath, findList, findLists, resolvePath } from "../lists.ts";
import { reportDiagnostics } from "../report.ts";
import { watchLists } from "../watch.ts";

interface Options {
  check?: boolean;
  watch?: boolean;
  root?: string;
  out?: string;
}

export const command: Subcommand<Options> = {
  description:
    "Make README.md and its drawings in img/ from data/ and templates/, for the main list and every list under lists/.",
  examples: [
    "npm run build",
    "npm run build -- --check",
    "npm run build -- --watch",
    "npm run build -- --root lists/threat-detection-pipeline",
    "npm run --silent build -- --out - > page.md",
  ],
  declare(program) {
    program
      .option("--check", "write nothing; show what differs, and end with status 1 if anything does")
      .option("--watch", "build again whenever data/, templates/ or schemas/ change")
      .option("--root <dir>", "build this list only: a folder with data/ and templates/")
      .option(
        "--out <file>",
        "write the page there instead of README.md, without drawings; - is standard output (one list: the main one, or --root)",
      );
  },
  async run(io, options) {
    if (options.watch && (options.check || options.out === "-")) {
      throw new Trouble("--watch goes neither with --check nor with --out -.");
    }
    if (options.check && options.out === "-") throw new Trouble("--check needs a file to compare with, not --out -.");
    const roots = options.out === undefined ? await findLists(io, options.root) : [await findList(io, options.root)];
    if (options.out !== undefined && options.out !== "-") {
      for (const root of roots) refuseSources(io, root, resolvePath(io, options.out));
    }
    const made: Made = new Map();
    if (!options.watch) return build(io, roots, options, made);
    const isOwn = async (file: string): Promise<boolean> => made.has(file) && made.get(file) === readIfThere(file);
    await watchLists(io, roots, () => build(io, roots, options, made), isOwn);
    return EXIT.clean;
  },
};

/** The texts of the files (absolute) that the build wrote, or would have; `undefined` for one that it deleted. */
type Made = Map<string, string | undefined>;

async function build(io: Io, roots: readonly string[], { check, root, out }: Options, made: Made): Promise<ExitStatus> {
  const start = performance.now();
  const pages = await Promise.all(roots.map((root) => makePage(root)));
  if (reportDiagnostics(io, pages)) {
    say(io, `Nothing was ${check ? "compared" : "written"}.`);
    return EXIT.findings;
  }

  for (const { root, counts } of pages) {
    if ([...counts.values()].every((count) => count === 0)) {
      throw new Trouble(`${displayPath(io, root)} has nothing to build: no entry under data/.`);
    }
  }

  if (!check && out === undefined) for (const page of pages) await refuseOthersImages(io, page);

  const outcomes: Outcome[] = [];
  for (const page of pages) outcomes.push(await settle(io, page, check === true, out, made));
  const differs = outcomes.some((outcome) => outcome.differs);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  say(io, `${outcomes.map(({ said }) => said).join("; ")}; ${seconds} s.`);
  if (differs) say(io, `To make it right: npm run build${sameOptions(root, out)}`);
  return differs ? EXIT.findings : EXIT.clean;
}

interface Outcome {
  /** What happened to the page and its drawings, for the last line. */
  said: string;
  /** Only `--check` says so. */
  differs: boolean;
}

/** Print, compare or write one page with its drawings. */
async function settle(io: Io, page: Page, check: boolean, out: string | undefined, made: Made): Promise<Outcome> {
  if (out === "-") {
    io.stdout.write(page.markdown);
    return { said: `Printed the page (${counts(page)})`, differs: false };
  }
  // Elsewhere, the page goes alone.
  const left = out === undefined ? leftDrawings(page).map(({ file }) => path.join(page.root, file)) : [];
  return check ? compare(io, page, placed(io, page, out), left) : write(io, page, placed(io, page, out), left, made);
}

async function compare(io: Io, page: Page, files: readonly PlacedFile[], left: readonly string[]): Promise<Outcome> {
  const [missing, differing]: [string[], string[]] = [[], []];
  for (const file of files) {
    const current = readIfThere(file.target);
    if (current === file.text) continue;
    showDifference(io, page.root, file, current);
    (current === undefined ? missing : differing).push(displayPath(io, file.target));
  }
  const what = `what the build makes (${counts(page)})`;
  const also = files.length > 1 ? `, and so ${files.length === 2 ? "is" : "are"} ${drawings(files.length - 1)}` : "";
  const wrong = [
    ...(missing.length === 0 ? [] : [`${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`]),
    ...(differing.length === 0
      ? []
      : [`${differing.join(", ")} ${differing.length === 1 ? "differs" : "differ"} from ${what}`]),
  ];
  const said =
    wrong.length === 0 ? `${displayPath(io, files[0]?.target ?? page.root)} is ${what}${also}` : wrong.join(", and ");
  return {
    said: said + each(io, left, (name) => `, and nothing makes ${name} any more`),
    differs: wrong.length + left.length > 0,
  };
}

function write(io: Io, page: Page, files: readonly PlacedFile[], left: readonly string[], made: Made): Outcome {
  for (const { target, text } of files) made.set(target, text);
  for (const file of left) made.set(file, undefined);
  // What the page shows comes before the page, and what it shows no more goes after it. Elsewhere, the page goes alone.
  const [first] = files;
  const folder = files.length + left.length === 1 && first ? path.dirname(first.target) : page.root;
  const changes = new Map([
    ...files.toReversed().map(({ target, text }) => [path.relative(folder, target), text] as const),
    ...left.map((target) => [path.relative(folder, target), undefined] as const),
  ]);
  const written = new Set(writeFiles(folder, changes).map((name) => path.join(folder, name)));
  const isNew = files.some(({ file, target }) => file === PAGE && written.has(target));
  const count = files.filter(({ file, target }) => file !== PAGE && written.has(target)).length;
  const name = `${displayPath(io, files[0]?.target ?? page.root)} (${counts(page)})`;
  const said = isNew ? `Wrote ${name}` : `Nothing new in ${name}`;
  const also = count === 0 ? "" : `, ${isNew ? "and" : "but in"} ${count} of ${drawings(files.length - 1)}`;
  return {
    said: said + also + each(io, left, (name) => `, deleted ${name}, which nothing makes any more`),
    differs: false,
  };
}

function each(io: Io, files: readonly string[], words: (name: string) => string): string {
  return files.map((file) => words(displayPath(io, file))).join("");
}

type PlacedFile = GeneratedFile & { target: string };

/** Everything and where it goes; elsewhere, the page goes alone. */
function placed(io: Io, page: Page, out: string | undefined): PlacedFile[] {
  const files = generatedFiles(page);
  if (out === undefined) return files.map((file) => ({ ...file, target: path.join(page.root, file.file) }));
  return files.slice(0, 1).map((file) => ({ ...file, target: resolvePath(io, out) }));
}

function showDifference(
  io: Io,
  root: string,
  { target, text, originOf }: PlacedFile,
  current: string | undefined,
): void {
  const shownOrigin = (line: number): string | undefined => {
    const origin = originOf(line);
    return origin === undefined ? undefined : displayPath(io, root, origin);
  };
  io.stdout.write(difference({ name: displayPath(io, target), current, built: text, originOf: shownOrigin }));
}

function drawings(count: number): string {
  return count === 1 ? "1 drawing" : `${count} drawings`;
}

function counts({ counts, numbers }: Page): string {
  const all = [...counts, ["footnotes", numbers.size] as const].filter(([, count]) => count > 0);
  const words = all.map(([name, count]) => `${count} ${count === 1 ? name.replace(/s$/, "") : name}`);
  return words.join(", ");
}

function sameOptions(root: string | undefined, out: string | undefined): string {
  const options = [...(root === undefined ? [] : ["--root", root]), ...(out === undefined ? [] : ["--out", out])];
  return options.length === 0 ? "" : ` -- ${options.join(" ")}`;
}

/** An image that somebody put there is not overwritten: nothing could bring it back. */
async function refuseOthersImages(io: Io, page: Page): Promise<void> {
  for (const { file } of page.drawings) {
    const current = readIfThere(path.join(page.root, file));
    if (current === undefined || isDrawing(current)) continue;
    const name = displayPath(io, page.root, file);
    const hint = `Move it away, or give the diagram's file in data/diagrams/ another name. Nothing was written.`;
    throw new Trouble(`${name} is there, and the build did not make it.`, hint);
  }
}

/** A page in the place of what it is made from would be the end of it. */
function refuseSources(io: Io, root: string, file: string): void {
  const [top] = path.relative(root, file).split(path.sep);
  if (top === "data" || top === "templates" || top === "schemas") {
    throw new Trouble(`--out would write into ${displayPath(io, root, top)}/, which the page is made from.`);
  }
}
