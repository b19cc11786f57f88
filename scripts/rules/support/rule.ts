// What a rule is: a severity, and what it does with each thing that a list or a document consists of.
import type { Diagnostic, Finding, Severity } from "../../text/diagnostic.ts";
import type { SourceText } from "../../text/source.ts";
import type { MarkdownDocument } from "./document.ts";
import type { LintedList } from "./linted-list.ts";
import type { ListedUrl } from "./listed-urls.ts";
import type { Page } from "./page-headings.ts";
import type { RecordText } from "./record-texts.ts";

/** A finding as a rule reports it: without what is the same for all of its findings. */
export interface RuleFinding extends Omit<Finding, "file" | "rule" | "severity"> {
  /** Where it is not the file that the rule was called with. */
  file?: string;
  /** Where it is not the rule's own. */
  severity?: Severity;
}

export type Report = (finding: RuleFinding) => void;

/** What it is about stands in NAME.md beside what reports it: see documentation.ts. */
export interface Rule {
  /** Unless data/list.yml says otherwise. */
  severity: Severity;
  /** The build stops at its findings, so it can be neither disabled nor lowered. */
  isNeeded?: boolean;
  /** Rules whose findings at the same place have the same cause: only the finding of this rule is reported. */
  explains?: readonly string[];
  /** The text of each file, as it is written: records, templates, Markdown documents. */
  source?: (source: SourceText, report: Report) => void;
  /** Each Markdown document, but not what lists are made from. */
  document?: (document: MarkdownDocument, report: Report) => void;
  /** Each Markdown text: documents, templates, and the Markdown of records. */
  markdown?: (document: MarkdownDocument, report: Report) => void;
  /** Each text of a record. */
  text?: (text: RecordText, report: Report) => void;
  /** Each URL in Markdown, and each text of a record that is one. */
  url?: (url: ListedUrl, report: Report) => void;
  /** Each page with headings: documents, and the page that is made of a list. */
  page?: (page: Page, report: Report) => void;
  /** Each list, once. */
  list?: (linted: LintedList, report: Report) => void;
  /** The same, after all other rules, with what these found. */
  last?: (linted: LintedList, report: Report, found: readonly Diagnostic[]) => void;
}

export interface NamedRule extends Rule {
  /** Kebab-case: that of its file. */
  name: string;
}
