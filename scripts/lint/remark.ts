// The rules as a plugin of remark: what they find becomes messages of the file, which remark's own reporters print.
import path from "node:path";
import type { Root } from "mdast";
import type { Plugin } from "unified";
import type { Rule } from "../rules/support/rule.ts";
import { SourceText } from "../text/source.ts";
import { lintMarkdown } from "./lint.ts";
import type { Severities } from "./severities.ts";

interface Options {
  rules: readonly Rule[];
  /** Unless a rule's own severity counts. */
  severities?: Severities;
}

/** `remark().use(remarkGfm).use(remarkRules, { rules: RULES })` */
export const remarkRules: Plugin<[Options], Root> =
  ({ rules, severities = new Map() }) =>
  (tree, file) => {
    const source = new SourceText(file.path ?? "", "markdown", String(file).replace(/^\uFEFF/, ""));
    const folder = path.resolve(file.cwd, file.dirname ?? "");
    file.messages.push(...lintMarkdown(source, tree, folder, rules, severities));
  };
