// Questions in a terminal, whose answers are kept: one can go back to any of them, and go on another day.
import type { Readable, Writable } from "node:stream";
import { isCancel } from "@clack/prompts";

export interface Terminal {
  input: Readable;
  output: Writable;
  /** Of the end of all answers. */
  signal?: AbortSignal;
}

/** Thrown to ask again from the start. */
class Restart extends Error {}

/** Thrown when the person has had enough. */
export class Ended extends Error {}

export type Dialogue = ReturnType<typeof openDialogue>;

/** `answers` are by question: those that are there are not asked for. `keep` is called when one was added. */
export function openDialogue(terminal: Terminal, answers: Record<string, unknown>, keep: () => void) {
  /** Those that have an answer, in their order. */
  let asked: string[] = [];
  /** The one that is asked again, although it has an answer. */
  let again: string | undefined;
  return { run, ask, askAgain };

  /** @param questions - asks with `ask`; called again from the start when the person goes back */
  async function run<Result>(questions: () => Promise<Result>): Promise<Result> {
    for (;;) {
      asked = [];
      try {
        return await questions();
      } catch (error) {
        if (!(error instanceof Restart)) throw error;
      }
    }
  }

  /**
   * Escape goes back to the question before, which shows its answer; Ctrl-C and Ctrl-D end.
   *
   * @param question - that no other has: a JSON Pointer for a value of the record; "" for one whose answer is not kept
   * @param show - shows the prompt, on this terminal and with what was answered before
   * @param proposed - what is shown where there was no answer yet
   */
  async function ask<Answer>(
    question: string,
    isAnswer: (kept: unknown) => kept is Answer,
    show: (shown: Terminal & { initialValue?: Answer }) => Promise<Answer | symbol>,
    proposed?: Answer,
  ): Promise<Answer> {
    const kept = Object.hasOwn(answers, question) ? answers[question] : undefined;
    const before = isAnswer(kept) ? kept : undefined;
    if (before !== undefined && question !== again) {
      asked.push(question);
      return before;
    }
    let key = "";
    const end = new AbortController();
    const remember = (_: unknown, { name = "", ctrl = false }: { name?: string; ctrl?: boolean }): void => {
      key = name;
      // Nothing can be typed after it.
      if (ctrl && name === "d") end.abort();
    };
    terminal.input.on("keypress", remember);
    const initialValue = before ?? proposed;
    const initial = initialValue === undefined ? {} : { initialValue };
    const answer = await show({ ...terminal, signal: end.signal, ...initial });
    terminal.input.off("keypress", remember);
    if (isCancel(answer)) {
      again = key === "escape" ? asked.at(-1) : undefined;
      throw again === undefined ? new Ended() : new Restart();
    }
    if (!isAnswer(answer)) throw new TypeError(`${question} has an answer of another type.`);
    again = undefined;
    if (question === "") return answer;
    asked.push(question);
    answers[question] = answer;
    keep();
    return answer;
  }

  /** Asks again what a value of the record was made from, if anything was asked about it. */
  function askAgain(pointer: string): void {
    again =
      asked.find((question) => question === pointer || question.startsWith(`${pointer}/`)) ??
      asked.findLast((question) => question !== "" && pointer.startsWith(`${question}/`));
    if (again !== undefined) throw new Restart();
  }
}

export function isText(answer: unknown): answer is string {
  return typeof answer === "string";
}

export function isYesOrNo(answer: unknown): answer is boolean {
  return typeof answer === "boolean";
}

export function isTexts(answer: unknown): answer is string[] {
  return Array.isArray(answer) && answer.every(isText);
}
