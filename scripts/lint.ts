// `npm run lint`: find every mistake in the lists, or in a Markdown document, and mend what can be mended safely.
import { InvalidArgumentError, Option } from "commander";
import { command, run } from "./cli/command.ts";
import { EXIT, type ExitStatus, Trouble } from "./cli/exit.ts";
import { FORMATS, type Format, report } from "./cli/formats.ts";
import { displayPath } from "./cli/lists.ts";
import { findTargets } from "./cli/targets.ts";
import { fixAll, lintAll } from "./lint/folder.ts";
import { summary } from "./report/findings.ts";
import { RULES } from "./rules/index.ts";

interface Options {
  fix?: boolean;
  root?: string;
  format: Format | undefined;
  outputFile: string | undefined;
  maxWarnings?: number;
  explain?: string | true;
}

const program = command("lint", "Find every mistake in the lists, or in a Markdown document, and mend what is safe.", [
  "npm run lint",
  "npm run lint -- --fix",
  "npm run lint -- docs/page.md",
  "npm run lint -- --explain final-stop",
  "npm run --silent lint -- --format json > findings.json",
])
  .usage("[FILE.md …] [options]")
  .argument("[files...]", "Markdown documents; without any, the main list and every list under lists/")
  .option("--fix", "mend what is safe, then report what is left")
  .option("--root <dir>", "lint this list only: a folder with data/ and templates/")
  .addOption(
    new Option("--format <format>", "how to report; in GitHub Actions, pretty and github unless said").choices(FORMATS),
  )
  .option("--output-file <file>", "write the report there instead of standard output")
  .option("--max-warnings <n>", "end with status 1 when there are more warnings", wholeNumber)
  .option("--explain [rule]", "say what a rule is about; without a name, list all");

void run<Options>(program, async (options, files) => {
  if (options.explain !== undefined) {
    // Imported late: linting does not need it.
    const { explain } = await import("./cli/explain.ts");
    return explain(options.explain === true ? undefined : options.explain, RULES);
  }
  return lint(files, options);
});

async function lint(files: readonly string[], options: Options): Promise<ExitStatus> {
  // To load what `performance` stands for takes longer than some of the rules.
  const start = process.hrtime.bigint();
  const targets = await findTargets(files, options.root);
  const { diagnostics, looked, mended } = options.fix
    ? await fixAll(targets, RULES)
    : { ...(await lintAll(targets, RULES)), mended: [] };
  if (looked === 0 && diagnostics.length === 0) {
    throw new Trouble(`${displayPath(targets.root)} has nothing to lint: no entry under data/.`);
  }
  await report({ ...options, root: targets.root, diagnostics, rules: RULES });

  const seconds = (Number(process.hrtime.bigint() - start) / 1e9).toFixed(2);
  const things = `${looked} ${files.length > 0 ? "document" : "record"}${looked === 1 ? "" : "s"}`;
  if (mended.length > 0) {
    const count = new Set(mended.map(({ file }) => file)).size;
    const findings = `${mended.length} ${mended.length === 1 ? "finding" : "findings"}`;
    console.error(`Mended ${findings} in ${count} ${count === 1 ? "file" : "files"}.`);
  }
  console.error(`${diagnostics.length === 0 ? "Nothing to report" : summary(diagnostics)} in ${things}; ${seconds} s.`);
  const fixable = diagnostics.filter(({ fix }) => fix).length;
  if (fixable > 0 && !options.fix) console.error(`--fix can mend ${fixable} of them.`);

  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  if (options.maxWarnings !== undefined && warnings > options.maxWarnings) {
    console.error(`There are more warnings than --max-warnings ${options.maxWarnings} allows.`);
    return EXIT.findings;
  }
  return diagnostics.some(({ severity }) => severity === "error") ? EXIT.findings : EXIT.clean;
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("A whole number is needed.");
  return Number(value);
}
