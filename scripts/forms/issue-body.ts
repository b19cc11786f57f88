// The text of an issue that was filed with a form → what was written under each of its labels.
import type { Question } from "./form.ts";

export type IssueBody = { answers: ReadonlyMap<string, string> } | { problem: string };

type Asked = Pick<Question, "label" | "element">;

/** What GitHub writes for a field that was left empty; the other is what its dropdowns offer for that, none of our options. */
function isNothing(text: string, { element }: Asked): boolean {
  return text === "" || text === "_No response_" || (element === "dropdown" && text === "None");
}

/**
 * GitHub puts a heading above each field and escapes nothing, so that a text may hold a line that looks like the heading of
 * a field. An issue with two headings of one field is not read.
 */
export function readIssueBody(body: string, questions: readonly Asked[]): IssueBody {
  const found = new Map<Asked, string[]>();
  let current: string[] | undefined;
  for (const line of body.replace(/\r\n?/g, "\n").split("\n")) {
    const asked = questions.find(({ label }) => line === `### ${label}`);
    if (asked === undefined) {
      current?.push(line);
      continue;
    }
    if (found.has(asked)) {
      return {
        problem: `The line “### ${asked.label}” is there more than once. One is the form's own; write the other, in your text, without the “###”.`,
      };
    }
    current = [];
    found.set(asked, current);
  }
  const answers = [...found].flatMap(([asked, lines]): [string, string][] => {
    const text = lines.join("\n").replace(/^\n+/, "").trimEnd();
    return isNothing(text, asked) ? [] : [[asked.label, text]];
  });
  return { answers: new Map(answers) };
}
