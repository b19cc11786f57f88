// One request, one reply: HTTP with every length and every duration bounded.
import { pipeline, type Readable } from "node:stream";
import { Agent } from "undici";
import { printable } from "../../text/escape.ts";
import { guardedConnector } from "./connect.ts";
import { pageDecoder, unpackers } from "./decode.ts";
import { Failure, toFailure } from "./failure.ts";
import type { Settings } from "./options.ts";

export interface Request {
  method: "GET" | "POST";
  headers?: Readonly<Record<string, string | undefined>>;
  body?: string;
  /** Is given the text of a 2xx–5xx body as it comes. @returns whether it wants more */
  read?: (text: string) => boolean;
}

export interface Reply {
  url: URL;
  status: number;
  /** 2xx */
  ok: boolean;
  /** `404 Not Found`, the phrase as the server wrote it. */
  statusLine: string;
  /** The first value of a header, by its name in lower case. */
  header: (name: string) => string | undefined;
  cookies: readonly string[];
  /** Whether `read` was given all there is, or all it wanted. */
  complete: boolean;
}

/** In bytes. Chrome reads 256 kB of headers; sites with policies and cookies send up to 30. */
const LONGEST_HEADERS = 128 * 1024;
/** The rest of a body is read to its end if it is shorter than this (bytes), so that the connection can be used again. */
const DISCARD_LIMIT = 64 * 1024;
/** In milliseconds, for the same. */
const DISCARD_TIMEOUT = 300;
/** Content types that are read; a missing type may be a page. */
const TEXT = /^\s*(?:$|text\/|application\/(?:xhtml|xml|json|[\w.-]+\+(?:xml|json)))/i;
export type Http = ReturnType<typeof httpClient>;

/** `close` cuts off what is in flight. */
export function httpClient(settings: Settings) {
  const { perHost, userAgent, connectTimeout, headersTimeout, bodyTimeout, bodyLimit, signal } = settings;
  const agent = new Agent({
    connect: guardedConnector(settings),
    connections: perHost,
    pipelining: 1,
    headersTimeout,
    bodyTimeout,
    maxHeaderSize: LONGEST_HEADERS,
    keepAliveTimeout: 4_000,
  });
  return { request, close: () => agent.destroy() };

  /** @throws {Failure} when there is no reply with headers; a body that breaks off is a reply that is not complete */
  async function request(url: URL, { method, headers = {}, body, read }: Request): Promise<Reply> {
    const late = new AbortController();
    // undici's own timeouts start anew with each byte, so a server that drips would never meet them.
    const failAfter = (time: number, evidence: string, isTemporary: boolean) =>
      setTimeout(() => late.abort(new Failure("timeout", evidence, isTemporary)), time);
    let timer = failAfter(connectTimeout + headersTimeout, "No answer in time.", true);
    try {
      const response = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: {
          "user-agent": userAgent,
          accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
          "accept-language": "en",
          "accept-encoding": "gzip, deflate, br",
          ...headers,
        },
        body: body ?? null,
        signal: late.signal,
      });
      clearTimeout(timer);
      const header = (name: string): string | undefined => {
        const [first] = [response.headers[name]].flat();
        return first === undefined ? undefined : asUtf8(first);
      };
      const cookies = [response.headers["set-cookie"] ?? []].flat();
      timer = failAfter(bodyTimeout, "The answer did not end.", false);
      const complete = await readBody(response.body, read, header);
      const { statusCode: status, statusText } = response;
      const statusLine = printable(`${status} ${statusText}`);
      return { url, status, ok: status >= 200 && status < 300, statusLine, header, cookies, complete };
    } catch (error) {
      throw signal.aborted ? signal.reason : toFailure(late.signal.aborted ? late.signal.reason : error);
    } finally {
      clearTimeout(timer);
    }
  }

  async function readBody(body: Body, read: Request["read"], header: Reply["header"]): Promise<boolean> {
    const packed = unpackers(header("content-encoding"));
    if (!read || !packed || !TEXT.test(header("content-type") ?? "")) {
      await discard(body);
      return false;
    }
    const decoder = pageDecoder(header("content-type"));
    // Errors of all streams reach the loop below; the empty callback keeps `pipeline` from throwing them a second time.
    const stream = packed.reduce<Readable>((from, to) => pipeline(from, to, () => {}), body);
    let size = 0;
    let wantsMore = true;
    try {
      for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
        // Buffered data is delivered even after the connection was closed, so the signal is checked for every chunk.
        if (signal.aborted) throw signal.reason;
        size += chunk.length;
        const text = decoder.write(chunk);
        wantsMore = (text === "" || read(text)) && size < bodyLimit;
        if (!wantsMore) break;
      }
      if (wantsMore) read(decoder.end());
    } catch {
      // The body broke off or could not be unpacked; what was read so far counts, and the reply is not complete.
      if (decoder.isWaiting()) read(decoder.end());
      stream.destroy();
      body.destroy();
      return false;
    }
    if (wantsMore) return true;
    if (packed.length > 0) stream.destroy();
    else await discard(body);
    return size < bodyLimit;
  }
}

type Body = Awaited<ReturnType<Agent["request"]>>["body"];

/** Keeps the connection if little is left, and drops it otherwise. */
async function discard(body: Body): Promise<void> {
  const signal = AbortSignal.timeout(DISCARD_TIMEOUT);
  await body.dump({ limit: DISCARD_LIMIT, signal }).catch(() => body.destroy());
}

/** Headers arrive as Latin-1; servers send UTF-8 all the same, and browsers read it so. */
function asUtf8(header: string): string {
  if (!/[\u0080-\u00ff]/.test(header) || /[^\0-\u00ff]/.test(header)) return header;
  const utf8 = Buffer.from(header, "latin1").toString("utf8");
  return utf8.includes("\ufffd") ? header : utf8;
}
