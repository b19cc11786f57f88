// A command that talks to somebody in a terminal: answers are typed, each when its question is on the screen.
import { spawn } from "node:child_process";
import { PassThrough, Writable } from "node:stream";
import { run as main } from "../../scripts/cli/main.ts";
import { MAIN_LIST } from "./lists.ts";
import { HOME, START } from "./run.ts";

/** What is waited for on the screen, and the keys that are pressed then. */
export type Dialogue = readonly (readonly [question: RegExp, keys: string])[];

export interface Talked {
  status: number | null;
  screen: string;
}

/** As wide and as high as the screen is. */
const SIZE = { columns: 120, rows: 50 };

/** In a terminal of its own, which is that of util-linux's `script`. */
export function inTerminal(args: readonly string[], dialogue: Dialogue): Promise<Talked> {
  const typed = [process.execPath, START, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn(
    "script",
    ["--quiet", "--return", "--command", `stty cols ${SIZE.columns} rows ${SIZE.rows} && ${typed}`, "/dev/null"],
    { cwd: HOME, env: { ...process.env, TERM: "xterm" } },
  );
  const talk = new Talk(dialogue, (keys) => child.stdin.write(keys));
  child.stdout.setEncoding("utf8").on("data", (text: string) => talk.show(text));
  const limit = setTimeout(() => child.kill(), 60_000);
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (status) => {
      clearTimeout(limit);
      resolve({ status, screen: talk.screen });
    });
  });
}

/** The command as a function, whose streams say that they are a terminal's. */
export async function asInTerminal(args: readonly string[], dialogue: Dialogue): Promise<Talked> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const talk = new Talk(dialogue, (keys) => stdin.write(keys));
  const screen = (): Writable & typeof SIZE & { isTTY: boolean } => {
    const stream = new Writable({
      decodeStrings: false,
      write(text: string, _, done) {
        talk.show(text);
        done();
      },
    });
    return Object.assign(stream, { isTTY: true, ...SIZE });
  };
  const status = await main(args, {
    ...{ stdin, stdout: screen(), stderr: screen() },
    ...{ env: { TERM: "xterm" }, cwd: MAIN_LIST, script: START, interrupted: () => new AbortController().signal },
  });
  return { status, screen: talk.screen };
}

class Talk {
  readonly #dialogue: Dialogue;
  readonly #press: (keys: string) => void;
  #screen = "";
  #seen = 0;
  #next = 0;

  constructor(dialogue: Dialogue, press: (keys: string) => void) {
    this.#dialogue = dialogue;
    this.#press = press;
  }

  /** All that was shown, and how far the dialogue came. */
  get screen(): string {
    return `${this.#screen}\n(after ${this.#next} answers)`;
  }

  show(text: string): void {
    this.#screen += text;
    const [question, keys] = this.#dialogue[this.#next] ?? [];
    if (keys === undefined || !question?.test(this.#screen.slice(this.#seen))) return;
    this.#next++;
    this.#seen = this.#screen.length;
    // Keys that come before a prompt listens would be typed ahead of it.
    setTimeout(() => this.#press(keys), 50);
  }
}
