// The bytes of a body → text: unpacked (RFC 9110, section 8.4), and decoded as a browser would.
import { Transform, type TransformCallback } from "node:stream";
import { TextDecoder } from "node:util";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

/** What is cut off is unpacked as far as it goes, and fails then. Bombs are stopped by the limit on what comes out. */
const UNPACK: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", () => new Inflate()],
  ["br", createBrotliDecompress],
]);
/** Codings that browsers know and that cannot be unpacked here. Any other word is no coding, and browsers pass it over. */
const UNREADABLE = /^(?:x-)?compress$|^zstd$|^dc[bz]$/;
const MOST_CODINGS = 3;

/** @returns what unpacks a body, one after the other; `undefined` when it cannot be unpacked */
export function unpackers(contentEncoding = ""): Transform[] | undefined {
  const codings = contentEncoding
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim());
  if (codings.some((coding) => UNREADABLE.test(coding)) || codings.length > MOST_CODINGS) return undefined;
  // The last coding was put on last.
  return codings.toReversed().flatMap((coding) => UNPACK.get(coding)?.() ?? []);
}

/** “deflate” means zlib's format, and many servers send it without zlib's header; browsers take both. */
class Inflate extends Transform {
  #inner: Transform | undefined;

  override _transform(chunk: Buffer, encoding: BufferEncoding, callback: TransformCallback): void {
    const [first = 0] = chunk;
    this.#inner ??= this.#start((first & 0x0f) === 8 ? createInflate() : createInflateRaw());
    this.#inner.write(chunk, encoding, callback);
  }

  override _flush(callback: TransformCallback): void {
    if (!this.#inner) callback();
    this.#inner?.once("end", () => callback());
    this.#inner?.end();
  }

  #start(inner: Transform): Transform {
    inner.on("data", (chunk) => this.push(chunk));
    inner.on("error", (error) => this.destroy(error));
    return inner;
  }
}

/** In bytes: how far a page may name its own encoding (HTML, section 13.2.3.2, “prescan”; browsers look a little further). */
const PRESCAN = 4_096;

/** Decodes what arrives, with a byte order mark's encoding, else the header's, else the one that the page names itself. */
export function pageDecoder(contentType = "") {
  let head: Buffer = Buffer.alloc(0);
  let decoder: TextDecoder | undefined;
  const begin = (): string => {
    decoder = decoderFor(contentType, head);
    return decoder.decode(head, { stream: true });
  };
  return {
    /** Whether it has given nothing yet, because the encoding is not known. */
    isWaiting: (): boolean => decoder === undefined,
    /** @returns the text so far; empty as long as the encoding is not known */
    write(chunk: Buffer): string {
      if (decoder) return decoder.decode(chunk, { stream: true });
      head = Buffer.concat([head, chunk]);
      return head.length < PRESCAN ? "" : begin();
    },
    end: (): string => (decoder ? "" : begin()) + (decoder?.decode() ?? ""),
  };
}

function decoderFor(contentType: string, head: Buffer): TextDecoder {
  const [one, two, three] = head;
  if (one === 0xef && two === 0xbb && three === 0xbf) return new TextDecoder();
  if (one === 0xfe && two === 0xff) return new TextDecoder("utf-16be");
  if (one === 0xff && two === 0xfe) return new TextDecoder("utf-16le");
  const named = charsetIn(contentType);
  if (named) return named;
  const start = head.toString("latin1", 0, PRESCAN).replace(/<!--.*?(?:-->|$)/gs, "");
  const [tag] = /<meta\s[^>]*?charset[^>]*/i.exec(start) ?? /^\s*<\?xml\s[^>]*?encoding[^>]*/i.exec(start) ?? [""];
  const own = charsetIn(tag.replace(/encoding/i, "charset"));
  // What could be read so far is ASCII.
  return !own || own.encoding.startsWith("utf-16") ? new TextDecoder() : own;
}

/** @returns the decoder that a text such as `text/html; charset=gbk` names; `undefined` when there is none */
function charsetIn(text: string): TextDecoder | undefined {
  const [, label] = /charset\s*=\s*["']?\s*([^\s"'/>;,]+)/i.exec(text) ?? [];
  try {
    return label === undefined
      ? undefined
      : new TextDecoder(label.toLowerCase() === "x-user-defined" ? "latin1" : label);
  } catch {
    return undefined;
  }
}
