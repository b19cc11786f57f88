// The documentation of a rule: for --explain, the table of rules and reports. Its examples are run as tests.
import type { Severity } from "./diagnostic.ts";

export interface RuleMeta {
  /** Kebab-case. */
  name: string;
  /** Unless data/list.yml says otherwise. */
  severity: Severity;
  /** One sentence: what is right. Markdown. */
  summary: string;
  /**
   * Why, and examples of what is wrong and right. Markdown: each example has a heading, its files as blocks of code with
   * their names behind the language, and the findings as a block of text; a file with `fixed` behind its name is what
   * `--fix` makes of it. Files in front of the first heading are those of all examples with a list.
   */
  docs: string;
}
