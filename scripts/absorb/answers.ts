// What the page does not say and somebody may answer, and what was answered.

/** Asked on a terminal; elsewhere it is said, with the place to write it to. */
export interface Ask {
  /** That no other has, the next time either. */
  id: string;
  message: string;
  /** Without them, it is a text. */
  choices: readonly Choice[] | undefined;
  /** What is there unless somebody answers. */
  initial: string | undefined;
}

export interface Choice {
  value: string;
  label: string;
}

/** By the ids of what was asked. */
export type Answers = ReadonlyMap<string, string>;

export const NO_ANSWERS: Answers = new Map();

/** The same with the same choices is asked once, wherever it stands; what is a text belongs to its line. */
export function askAt(line: number, { message, choices, initial }: Partial<Ask> & { message: string }): Ask {
  const id = JSON.stringify([message, choices?.map(({ value }) => value) ?? line]);
  return { id, message: `Line ${line}: ${message}`, choices, initial };
}

export function choicesOf(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, label: value }));
}
