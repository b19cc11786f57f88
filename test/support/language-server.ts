// The language server of the YAML extension, driven as an editor drives it: LSP over standard input and output.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { HOME } from "./run.ts";

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

interface Position {
  line: number;
  character: number;
}

export interface Found {
  message: string;
  range: { start: Position; end: Position };
  severity?: number;
}

interface Cleanup {
  after: (fn: () => void) => void;
}

const SERVER = path.join(HOME, "node_modules/yaml-language-server/bin/yaml-language-server");

export class LanguageServer {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #settings: Readonly<Record<string, unknown>>;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  readonly #diagnosed = new Map<string, (found: Found[]) => void>();
  readonly #versions = new Map<string, number>();
  #received = Buffer.alloc(0);
  #last = 0;

  private constructor(settings: Readonly<Record<string, unknown>>) {
    this.#settings = settings;
    // No schema is fetched: all that it needs are files.
    this.#process = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.#process.stdout.on("data", (bytes: Buffer) => this.#receive(bytes));
  }

  /** @param settings - those of the workspace, by their full names */
  static async start(
    test: Cleanup,
    folder: string,
    settings: Readonly<Record<string, unknown>>,
  ): Promise<LanguageServer> {
    const server = new LanguageServer(settings);
    test.after(() => server.#process.kill());
    const rootUri = pathToFileURL(folder).href;
    await server.#ask("initialize", {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: "list" }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: {
          completion: { completionItem: { snippetSupport: true } },
          hover: { contentFormat: ["markdown"] },
        },
      },
    });
    server.#tell("initialized", {});
    server.#tell("workspace/didChangeConfiguration", { settings: {} });
    return server;
  }

  /** @returns what is wrong with a text, which takes the place of what was opened before */
  open(uri: string, text: string): Promise<Found[]> {
    const found = new Promise<Found[]>((resolve) => this.#diagnosed.set(uri, resolve));
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    if (version === 1) this.#tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version, text } });
    else this.#tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] });
    return found;
  }

  /** @returns the labels that are offered */
  async complete(uri: string, position: Position): Promise<string[]> {
    const result = await this.#ask("textDocument/completion", { textDocument: { uri }, position });
    return JSON.parse(JSON.stringify(result ?? { items: [] })).items.map(({ label }: { label: string }) => label);
  }

  /** @returns what is told about a place, as Markdown */
  async hover(uri: string, position: Position): Promise<string> {
    const result = await this.#ask("textDocument/hover", { textDocument: { uri }, position });
    return JSON.parse(JSON.stringify(result ?? { contents: { value: "" } })).contents.value;
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#last;
    this.#send({ id, method, params });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #tell(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#process.stdin.write(body);
  }

  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const end = this.#received.indexOf("\r\n\r\n");
      if (end === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(this.#received.subarray(0, end).toString())?.[1]);
      if (this.#received.length < end + 4 + length) return;
      const message: Message = JSON.parse(this.#received.subarray(end + 4, end + 4 + length).toString());
      this.#received = this.#received.subarray(end + 4 + length);
      this.#handle(message);
    }
  }

  #handle({ id, method, params, result, error }: Message): void {
    if (method === undefined) {
      const waiting = this.#waiting.get(id ?? 0);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    } else if (method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics }: { uri: string; diagnostics: Found[] } = JSON.parse(JSON.stringify(params));
      this.#diagnosed.get(uri)?.(diagnostics);
    } else if (id !== undefined) {
      this.#send({ id, result: method === "workspace/configuration" ? this.#configuration(params) : null });
    }
  }

  #configuration(params: unknown): unknown[] {
    const { items }: { items: { section: string }[] } = JSON.parse(JSON.stringify(params));
    return items.map(({ section }) => {
      const own = Object.entries(this.#settings).filter(([name]) => name.startsWith(`${section}.`));
      return Object.fromEntries(own.map(([name, value]) => [name.slice(section.length + 1), value]));
    });
  }
}
