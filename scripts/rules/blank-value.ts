// blank-value: a value is more than white space.
import { isBlank } from "./support/blank.ts";
import type { Rule } from "./support/rule.ts";

export const blankValue: Rule = {
  severity: "error",
  explains: ["node-label"],
  text(text, report) {
    // A blank reference is reported as an unknown one.
    if (!isBlank(text.value) || text.isReference) return;
    const isItem = typeof text.path.at(-1) === "number";
    report({
      ...text.place(),
      message: isItem ? `A value of \`${text.field}\` is blank.` : `\`${text.field}\` is blank.`,
      hint: isItem ? "Fill it in, or delete it." : "Fill it in, or delete the key if it may be missing.",
    });
  },
};
