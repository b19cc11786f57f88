// Services that answer with JSON: one request, a bounded answer.
import type { Reply, Request } from "./http.ts";
import type { Turn, Web } from "./web.ts";

/** In UTF-16 code units. A hundred repositories take 30,000. */
const LONGEST = 500_000;

export interface JsonReply {
  reply: Reply;
  /** `undefined` when it is not JSON. */
  value: unknown;
}

/** Redirects are not followed, so nothing that is sent reaches another host. @throws {Failure} when there is no reply */
export async function askForJson(web: Web, url: URL, request: Request, turn: Turn = {}): Promise<JsonReply> {
  let text = "";
  const reply = await web.ask(
    url,
    () => {
      text = "";
      const read = (chunk: string): boolean => {
        text += chunk;
        return text.length < LONGEST;
      };
      return { ...request, headers: { accept: "application/json", ...request.headers }, read };
    },
    turn,
  );
  return { reply, value: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns what stands at the end of a path of keys in JSON of which nothing is known */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = Reflect.get(inner, key);
  }
  return inner;
}
