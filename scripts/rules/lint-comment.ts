// lint-comment: comments and settings for the linter name rules, give reasons, and are needed.
import type { Rule } from "./support/rule.ts";

/**
 * Comments and settings for the linter name rules that exist, give a reason, and are needed.
 *
 * `# lint-disable-next-line RULE -- reason` in YAML and `<!-- lint-disable-next-line RULE -- reason -->` in Markdown
 * switch a rule off for the next line, or for the text that starts there. The reason is for the next reader, who has to
 * know when the comment can go. Severities are set in `data/list.yml`: `rules: {trailing-space: off}`. Rules at which the
 * build stops can be neither disabled nor changed.
 *
 * @example Wrong: no reason, no such rule, nothing to disable
 * ```md page.md
 * <!-- lint-disable-next-line image-alt -->
 * ![](https://example.org/a.png)
 *
 * <!-- lint-disable-next-line imgae-alt -- a decoration -->
 * ![A queue](https://example.org/b.png)
 *
 * <!-- lint-disable-next-line image-alt -- a decoration -->
 * ![A queue](https://example.org/b.png)
 * ```
 * ```text
 * page.md:1:1-1:42: error: This comment gives no reason.
 *   hint: Write: <!-- lint-disable-next-line RULE -- why it is right here -->
 * page.md:4:29-4:38: error: There is no rule “imgae-alt”.
 *   hint: Did you mean “image-alt”?
 * page.md:7:29-7:38: error: This comment disables nothing: “image-alt” finds nothing in the next line.
 *   hint: Delete the comment.
 * ```
 * ```md page.md fixed
 * <!-- lint-disable-next-line image-alt -->
 * ![](https://example.org/a.png)
 *
 * <!-- lint-disable-next-line imgae-alt -- a decoration -->
 * ![A queue](https://example.org/b.png)
 *
 * ![A queue](https://example.org/b.png)
 * ```
 *
 * @example Right
 * ```md page.md
 * <!-- lint-disable-next-line image-alt -- a decoration -->
 * ![](https://example.org/a.png)
 * ```
 */
export const lintComment: Rule = {
  name: "lint-comment",
  severity: "error",
  foundBy: "linter",
};
