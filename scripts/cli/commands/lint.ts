// `lint`: find every mistake in the lists, or in a Markdown document, and mend what can be mended safely.
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { lintAll, type Targets } from "../../lint/lint-all.ts";
import { oneOfEachCause } from "../../lint/one-mistake.ts";
import { withGeneratedFiles } from "../../pull/lint-generated.ts";
import { summary } from "../../report/findings.ts";
import { RULES } from "../../rules/index.ts";
import { explain, explainAll, summaryOf } from "../../rules/support/documentation.ts";
import { counted } from "../../text/counted.ts";
import { isError } from "../../text/diagnostic.ts";
import { Trouble } from "../../text/trouble.ts";
import { EXIT, type ExitStatus, type Subcommand, wholeNumber } from "../command.ts";
import { type Io, say } from "../io.ts";
import { displayPath, findLists, mainList, resolvePath } from "../lists.ts";
import { addReportOptions, type ReportOptions, report } from "../report.ts";

interface Options extends ReportOptions {
  fix?: boolean;
  root?: string;
  maxWarnings?: number;
  explain?: string | true;
}

export const command: Subcommand<Options> = {
  description: "Find every mistake in the lists, or in a Markdown document, and mend what is safe.",
  examples: [
    "npm run lint",
    "npm run lint -- --fix",
    "npm run lint -- docs/page.md",
    "npm run lint -- --explain final-stop",
    "npm run --silent lint -- --format json > findings.json",
  ],
  declare(program) {
    addReportOptions(program);
    program
      .usage("[FILE.md …] [options]")
      .argument("[files...]", "Markdown documents; without any, the main list and every list under lists/")
      .option("--fix", "mend what is safe, then report what is left")
      .option("--root <dir>", "lint this list only: a folder with data/ and templates/")
      .option("--max-warnings <n>", "end with status 1 when there are more warnings", wholeNumber)
      .option("--explain [rule]", "say what a rule is about; without a name, list all");
  },
  run(io, options, files) {
    const { explain: rule } = options;
    if (rule === undefined) return lint(io, files, options);
    io.stdout.write(rule === true ? explainAll() : explain(rule));
    return EXIT.clean;
  },
};

async function lint(io: Io, files: readonly string[], options: Options): Promise<ExitStatus> {
  const start = performance.now();
  const targets = findTargets(io, files, options.root);
  const { looked, mended, ...linted } = await lintAll(targets, options.fix);
  const diagnostics = oneOfEachCause(withGeneratedFiles(targets, linted.diagnostics));
  const hasErrors = diagnostics.some(isError);
  if (looked === 0 && !hasErrors)
    throw new Trouble(`${displayPath(io, targets.root)} has nothing to lint: no entry under data/.`);
  const rules = () => RULES.map((rule) => ({ ...rule, summary: summaryOf(rule.name) }));
  await report(io, { ...options, root: targets.root, diagnostics, rules });

  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const things = counted(looked, files.length > 0 ? "document" : "record");
  if (mended.length > 0) {
    const count = new Set(mended.map(({ file }) => file)).size;
    say(io, `Mended ${counted(mended.length, "finding")} in ${counted(count, "file")}.`);
  }
  say(io, `${diagnostics.length === 0 ? "Nothing to report" : summary(diagnostics)} in ${things}; ${seconds} s.`);
  const fixable = diagnostics.filter(({ fix }) => fix).length;
  if (fixable > 0 && !options.fix) say(io, `--fix can mend ${fixable} of them.`);

  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  if (options.maxWarnings !== undefined && warnings > options.maxWarnings) {
    say(io, `There are more warnings than --max-warnings ${options.maxWarnings} allows.`);
    return EXIT.findings;
  }
  return hasErrors ? EXIT.findings : EXIT.clean;
}

/** @throws {Trouble} when a folder is not laid out as a list, or a file is no document */
function findTargets(io: Io, files: readonly string[], root: string | undefined): Targets {
  const base = root === undefined ? mainList(io) : resolvePath(io, root);
  // Of documents, the list only says how severe things are; but a list it has to be.
  const lists = files.length === 0 || root !== undefined ? findLists(io, root) : [];
  const documents = [...new Set(files.map((file) => resolvePath(io, file)))];
  for (const file of documents) checkDocument(displayPath(io, file), file);
  return { root: base, lists: files.length === 0 ? lists : [], documents };
}

const MARKDOWN = /\.(?:md|markdown|mdown|mkdn?)$/i;

function checkDocument(name: string, file: string): void {
  const hint = "Without a file, npm run lint looks at the data, the templates and the pages of all lists.";
  if (statSync(file).isDirectory())
    throw new Trouble(`${name} is a folder.`, `For a list of its own: --root DIR. ${hint}`);
  if (!MARKDOWN.test(file)) throw new Trouble(`${name} is not a Markdown document.`, hint);
  // A template is linted with its list, not as a document.
  const isTemplate = path.basename(path.dirname(file)) === "templates" && existsSync(path.join(file, "../../data"));
  if (isTemplate) throw new Trouble(`${name} is a template, which is linted with its list.`, hint);
}
