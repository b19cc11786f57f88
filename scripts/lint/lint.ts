// Runs rules over lists and documents: all findings that count, in order.

import path from "node:path";
import { SETTINGS_FILE } from "../record/settings.ts";
import { TOO_COMPLEX } from "../record/texts.ts";
import { LINT_COMMENT, MERGE_CONFLICT, RULES } from "../rules/index.ts";
import { lintComment } from "../rules/lint-comment.ts";
import { MarkdownDocument } from "../rules/support/document.ts";
import type { LintedList } from "../rules/support/linted-list.ts";
import { type ListedUrl, urlsOf, urlsOfList } from "../rules/support/listed-urls.ts";
import { documentPage, listPage, type Page } from "../rules/support/page-headings.ts";
import type { RecordText } from "../rules/support/record-texts.ts";
import type { NamedRule, Report } from "../rules/support/rule.ts";
import { PAGE } from "../template/page.ts";
import { anchorsOf } from "../text/anchors.ts";
import { oneLine } from "../text/crop.ts";
import { Diagnostic, FILE_START, inOrder } from "../text/diagnostic.ts";
import { readText } from "../text/files.ts";
import { groupBy } from "../text/group-by.ts";
import { parseFile } from "../text/markdown.ts";
import { SourceText } from "../text/source.ts";
import { atOrBehind, merged } from "../text/stretches.ts";
import { disabledIn } from "./disable-comments.ts";
import { type Severities, severitiesIn } from "./severities.ts";

/** @param isWritten - whether the page on the disk is looked at, too */
export function findingsIn(linted: LintedList, isWritten = true): Diagnostic[] {
  const { severities, problems } = severitiesIn(linted.list.settings);
  const run = new Run(severities);
  run.add([...linted.found, ...problems]);
  // With a broken schema it is unknown what records should hold.
  if (linted.found.some(({ rule, severity }) => rule === "schema" && severity === "error")) return run.diagnostics;
  const { sources, texts, template, fields } = linted;
  const documents = template ? [template, ...fields] : fields;
  run.look({ sources, texts, documents, urls: urlsOfList(linted), pages: [listPage(linted)] });
  for (const rule of RULES) rule.list?.(linted, run.reportAs(rule, SETTINGS_FILE));
  run.settle(sources);
  const counted = run.diagnostics;
  if (isWritten) for (const rule of RULES) rule.last?.(linted, run.reportAs(rule, PAGE), counted);
  return run.diagnostics;
}

/**
 * @param root - the folder that the file is named relative to
 * @param file - relative to `root`, with `/`
 * @param severities - those of a list
 * @throws {NodeJS.ErrnoException} when the file cannot be read
 */
export function lintDocument(root: string, file: string, severities: Severities): Diagnostic[] {
  const { text, problem } = readText(path.join(root, file));
  if (text === undefined) return [new Diagnostic({ file, range: FILE_START, rule: "file-place", ...problem })];
  return lintMarkdown(new SourceText(file, "markdown", text), path.dirname(path.join(root, file)), severities);
}

/** @param folder - the one (absolute) that relative links start from */
export function lintMarkdown(source: SourceText, folder: string, severities: Severities): Diagnostic[] {
  const run = new Run(severities);
  const tree = parseFile(source.text);
  const documents = tree
    ? [new MarkdownDocument({ kind: "document", source, tree, folder, anchors: anchorsOf(tree) })]
    : [];
  const [urls, pages] = [documents.flatMap(urlsOf), documents.map(documentPage)];
  run.look({ sources: [source], texts: [], documents, urls, pages });
  for (const document of documents) {
    for (const rule of RULES) rule.document?.(document, run.reportAs(rule, source.file));
  }
  const tooComplex = { file: source.file, range: FILE_START, rule: "markdown-depth", message: TOO_COMPLEX };
  if (!tree) run.add([new Diagnostic(tooComplex)]);
  run.settle([source]);
  return run.diagnostics;
}

/** What rules look at. */
interface Looked {
  sources: readonly SourceText[];
  texts: readonly RecordText[];
  documents: readonly MarkdownDocument[];
  urls: readonly ListedUrl[];
  pages: readonly Page[];
}

/** The findings of one list or document, with the severities that its settings give them. */
class Run {
  readonly #severities: Severities;
  #found: Diagnostic[] = [];

  constructor(severities: Severities) {
    this.#severities = severities;
  }

  /** In the order of their places. */
  get diagnostics(): Diagnostic[] {
    return inOrder(this.#found);
  }

  add(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const severity = this.#severities.get(diagnostic.rule) ?? diagnostic.severity;
      if (severity !== "off") this.#found.push(diagnostic.with({ severity }));
    }
  }

  reportAs({ name, severity }: Pick<NamedRule, "name" | "severity">, file: string): Report {
    return (finding) => {
      this.add([new Diagnostic({ file, severity, rule: name, ...finding, message: oneLine(finding.message) })]);
    };
  }

  look({ sources, texts, documents, urls, pages }: Looked): void {
    for (const rule of RULES) {
      for (const source of sources) rule.source?.(source, this.reportAs(rule, source.file));
      for (const text of texts) rule.text?.(text, this.reportAs(rule, text.record.file));
      for (const document of documents) rule.markdown?.(document, this.reportAs(rule, document.source.file));
      for (const url of urls) rule.url?.(url, this.reportAs(rule, url.file));
      for (const page of pages) rule.page?.(page, this.reportAs(rule, PAGE));
    }
  }

  /** Drops what is not to be reported, once all is found. */
  settle(sources: readonly SourceText[]): void {
    this.#dropDisabled(sources);
    this.#dropExplained();
    this.#dropConflicted();
  }

  /** Drops what comments disable, and reports comments that are wrong or disable nothing. */
  #dropDisabled(sources: readonly SourceText[]): void {
    for (const source of sources) {
      const report = this.reportAs({ name: LINT_COMMENT, ...lintComment }, source.file);
      // Rules may not have run on a record that could not be read, so its comments may be needed all the same.
      const isBroken = this.#found.some(({ file, rule }) => file === source.file && isNeeded(rule));
      for (const { rule, range, from, to, removal } of disabledIn(source, report)) {
        const rest = this.#found.filter((found) => {
          const { line } = found.range.start;
          return found.file !== source.file || found.rule !== rule || line < from || line > to;
        });
        if (rest.length === this.#found.length && !isBroken) {
          const message = `This comment disables nothing: “${rule}” finds nothing in the next line.`;
          report({ range, message, hint: "Delete the comment.", fix: removal && { edits: [removal] } });
        } else {
          this.#found = rest;
        }
      }
    }
  }

  /** Of two findings at one place, drops the one whose rule is in the other rule's `explains`. */
  #dropExplained(): void {
    const explains = new Map(RULES.map((rule) => [rule.name, rule.explains ?? []]));
    const places = this.#found.flatMap(({ file, rule, range }) =>
      // A blank may stand between the two.
      (explains.get(rule) ?? []).map((other) => ({
        key: `${other} ${file}`,
        start: range.start.offset,
        end: range.end.offset + 2,
      })),
    );
    const stretches = new Map([...groupBy(places, ({ key }) => key)].map(([key, own]) => [key, merged(own)]));
    this.#found = this.#found.filter(({ file, rule, range }) => {
      const explaining = atOrBehind(stretches.get(`${rule} ${file}`) ?? [], range.start.offset);
      return explaining === undefined || explaining.start > range.end.offset + 1;
    });
  }

  /** Of a file with a merge conflict, whatever else is found is its effect, or may be gone when it is resolved. */
  #dropConflicted(): void {
    const conflicts = this.#found.filter(({ rule }) => rule === MERGE_CONFLICT);
    const files = new Set(conflicts.map(({ file }) => file));
    this.#found = [...conflicts, ...this.#found.filter(({ file }) => !files.has(file))];
  }
}

function isNeeded(name: string): boolean {
  return RULES.some((rule) => rule.name === name && rule.isNeeded);
}
