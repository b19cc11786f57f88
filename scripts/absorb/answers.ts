// Questions about what the page does not say, and their answers.

/** A question, which is asked on a terminal and printed elsewhere. */
export interface Ask {
  /** The same each time that the page is read, and of no other question. */
  id: string;
  message: string;
  /** Without choices, the answer is a text. */
  choices: readonly Choice[] | undefined;
  /** What is written unless somebody answers. */
  initial: string | undefined;
}

export interface Choice {
  value: string;
  label: string;
}

/** By the ids of the questions. */
export type Answers = ReadonlyMap<string, string>;

export const NO_ANSWERS: Answers = new Map();

/** A question with the same choices is asked once for all lines; one that wants a text is asked for each line. */
export function askAt(line: number, { message, choices, initial }: Partial<Ask> & { message: string }): Ask {
  const id = JSON.stringify([message, choices?.map(({ value }) => value) ?? line]);
  return { id, message: `Line ${line}: ${message}`, choices, initial };
}

export function choicesOf(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, label: value }));
}
