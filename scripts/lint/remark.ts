// The rules as a plugin of remark: what they find becomes messages of the file, which remark's own reporters print.
import path from "node:path";
import type { Root } from "mdast";
import type { Plugin } from "unified";
import type { Rule } from "../rules/support/rule.ts";
import { parseFile } from "../text/markdown.ts";
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
  (_, file) => {
    const text = String(file).replace(/^\uFEFF/, "");
    const source = new SourceText(file.path ?? "", "markdown", text);
    const folder = path.resolve(file.cwd, file.dirname ?? "");
    // Parsed again: other plugins may have changed the tree, and ours tells where URLs are written.
    file.messages.push(...lintMarkdown(source, parseFile(text), folder, rules, severities));
  };
