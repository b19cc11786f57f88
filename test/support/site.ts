// A web site of our own on 127.0.0.1: what each of its paths does, and who asked for what.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Page = (request: IncomingMessage, response: ServerResponse) => void;

interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}

export class Site {
  /** Paths that were asked for, in order, as often as they were. */
  readonly asked: string[] = [];
  readonly #pages: Readonly<Record<string, Page>>;
  url = "";

  private constructor(pages: Readonly<Record<string, Page>>) {
    this.#pages = pages;
  }

  /** @param pages - by path; `*` is every other one. Gone when the test ends. */
  static async start(test: Cleanup, pages: Readonly<Record<string, Page>> = {}): Promise<Site> {
    const site = new Site(pages);
    const server = createServer((request, response) => {
      const path = request.url ?? "";
      site.asked.push(path);
      (site.#pages[path] ?? site.#pages["*"] ?? status(404))(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // It listens on a port, not on a pipe.
    site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    test.after(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return site;
  }

  /** How often one of these paths was asked for since a moment, which is a length of `asked`. */
  askedSince(moment: number): string[] {
    return this.asked.slice(moment);
  }
}

/** A page that is like no other. */
export const page: Page = ({ url }, response) => {
  const words = [...(url ?? "")]
    .map((character) => `<p id="p${character.charCodeAt(0)}">Word ${character}</p>`)
    .join("");
  response.writeHead(200, { "content-type": "text/html" });
  response.end(`<!doctype html><title>About ${url}</title><h1>${url}</h1>${words}`);
};

export function status(code: number, headers: Record<string, string> = {}): Page {
  return (_, response) => {
    response.writeHead(code, { "content-type": "text/html", ...headers }).end(`<!doctype html><title>${code}</title>`);
  };
}

/** The same, after some milliseconds. */
export function slowly(milliseconds: number, what: Page): Page {
  return (request, response) => {
    setTimeout(() => what(request, response), milliseconds);
  };
}
