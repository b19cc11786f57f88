// The rules as a plugin of remark: what they find becomes messages of the file, which remark's own reporters print.
import path from "node:path";
import type { JsonDiagnostic } from "../report/json-diagnostic.ts";
import { SourceText } from "../text/source.ts";
import { lintMarkdown } from "./lint.ts";

/** What is needed of a vfile: whoever installs the package need not have vfile's types. */
interface MarkdownFile {
  cwd: string;
  path?: string;
  dirname?: string | undefined;
  messages: object[];
}

/**
 * A plugin for `remark-parse` with `remark-gfm`, as the plugins of remark-lint are.
 *
 * @param severities - of rules, as data/list.yml has them: `{"image-alt": "off"}`
 * @example remark().use(remarkGfm).use(remarkRules, { "final-stop": "off" })
 */
export function remarkRules(
  severities: Readonly<Record<string, JsonDiagnostic["severity"] | "off">> = {},
): (tree: unknown, file: MarkdownFile) => void {
  return (_, file) => {
    const text = String(file).replace(/^\uFEFF/, "");
    const source = new SourceText(file.path ?? "", "markdown", text);
    const folder = path.resolve(file.cwd, file.dirname ?? "");
    // Parsed again: other plugins may have changed the tree, and ours tells where URLs are written.
    file.messages.push(...lintMarkdown(source, folder, new Map(Object.entries(severities))));
  };
}
