// `npm run build`: make README.md from data/ and templates/.
import path from "node:path";
import { command, run } from "./cli/command.ts";
import { EXIT, type ExitStatus, Trouble } from "./cli/exit.ts";
import { displayPath, findList, findLists, resolvePath } from "./cli/lists.ts";
import { reportDiagnostics } from "./cli/report.ts";
import { watchLists } from "./cli/watch.ts";
import { difference } from "./report/difference.ts";
import { readPage, writePage } from "./template/output.ts";
import { makePage, PAGE, type Page } from "./template/page.ts";

interface Options {
  check?: boolean;
  watch?: boolean;
  root?: string;
  out?: string;
}

const program = command(
  "build",
  "Make README.md from data/ and templates/, for the main list and every list under lists/.",
  [
    "npm run build",
    "npm run build -- --check",
    "npm run build -- --watch",
    "npm run build -- --root lists/threat-detection-pipeline",
    "npm run --silent build -- --out - > page.md",
  ],
)
  .option("--check", "write nothing; show what differs, and end with status 1 if anything does")
  .option("--watch", "build again whenever data/, templates/ or schemas/ change")
  .option("--root <dir>", "build this list only: a folder with data/ and templates/")
  .option(
    "--out <file>",
    "write the page there instead of README.md; - is standard output (one list: the main one, or --root)",
  );

await run<Options>(program, async (options) => {
  if (options.watch && (options.check || options.out === "-")) {
    throw new Trouble("--watch goes neither with --check nor with --out -.");
  }
  if (options.check && options.out === "-") throw new Trouble("--check needs a file to compare with, not --out -.");
  const roots = options.out === undefined ? await findLists(options.root) : [await findList(options.root)];
  if (options.out !== undefined && options.out !== "-") {
    for (const root of roots) refuseSources(root, resolvePath(options.out));
  }
  if (!options.watch) return build(roots, options);
  await watchLists(roots, () => build(roots, options));
  return EXIT.clean;
});

async function build(roots: readonly string[], { check, root, out }: Options): Promise<ExitStatus> {
  const start = performance.now();
  const pages = await Promise.all(roots.map((root) => makePage(root)));
  if (reportDiagnostics(pages)) {
    console.error(`Nothing was ${check ? "compared" : "written"}.`);
    return EXIT.findings;
  }

  for (const { root, counts } of pages) {
    if (Object.values(counts).every((count) => count === 0)) {
      throw new Trouble(`${displayPath(root)} has nothing to build: no entry under data/.`);
    }
  }

  const outcomes: Outcome[] = [];
  for (const page of pages) outcomes.push(await settle(page, check === true, out));
  const differs = outcomes.some((outcome) => outcome.differs);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  console.error(`${outcomes.map(({ said }) => said).join("; ")}; ${seconds} s.`);
  if (differs) console.error(`To make it right: npm run build${sameOptions(root, out)}`);
  return differs ? EXIT.findings : EXIT.clean;
}

interface Outcome {
  /** What happened to the page, for the last line. */
  said: string;
  /** Only `--check` says so. */
  differs: boolean;
}

/** Print, compare or write one page. */
async function settle(page: Page, check: boolean, out: string | undefined): Promise<Outcome> {
  if (out === "-") {
    process.stdout.write(page.markdown);
    return { said: `Printed the page (${counts(page)})`, differs: false };
  }
  const file = out === undefined ? path.join(page.root, PAGE) : resolvePath(out);
  const name = displayPath(file);
  if (!check) {
    const written = await writePage(file, page.markdown);
    return { said: `${written ? "Wrote" : "Nothing new in"} ${name} (${counts(page)})`, differs: false };
  }
  const current = await readPage(file);
  const originOf = (line: number): string | undefined => {
    const entry = page.origins.get(line);
    return entry && displayPath(page.root, entry.file);
  };
  process.stdout.write(difference({ name, current, built: page.markdown, originOf }));
  const differs = current !== page.markdown;
  return { said: `${name} ${differs ? "differs from" : "is"} what the build makes (${counts(page)})`, differs };
}

function counts({ counts }: Page): string {
  const words = Object.entries(counts).map(
    ([name, count]) => `${count} ${count === 1 ? name.replace(/s$/, "") : name}`,
  );
  return words.join(", ");
}

function sameOptions(root: string | undefined, out: string | undefined): string {
  const options = [...(root === undefined ? [] : ["--root", root]), ...(out === undefined ? [] : ["--out", out])];
  return options.length === 0 ? "" : ` -- ${options.join(" ")}`;
}

/** A page in the place of what it is made from would be the end of it. */
function refuseSources(root: string, file: string): void {
  const [top] = path.relative(root, file).split(path.sep);
  if (top === "data" || top === "templates" || top === "schemas") {
    throw new Trouble(`--out would write into ${displayPath(root, top)}/, which the page is made from.`);
  }
}
