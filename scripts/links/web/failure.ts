// Why a request brought no reply.
import { errors } from "undici";
import type { Reason } from "./answer.ts";

export class Failure extends Error {
  readonly reason: Reason;
  /** Whether it may go away by itself in seconds. */
  readonly isTemporary: boolean;

  /** @param evidence - one sentence for people */
  constructor(reason: Reason, evidence: string, isTemporary = false) {
    super(evidence);
    this.name = "Failure";
    this.reason = reason;
    this.isTemporary = isTemporary;
  }
}

/** @returns the failure, where one is thrown; any other error ends the run */
export async function orFailure<T>(result: Promise<T>): Promise<T | Failure> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

export const NO_ADDRESS = "The host has no address.";

/** Codes of Node.js, libuv, OpenSSL, llhttp and undici. */
const REASONS: readonly (readonly [RegExp, Reason, string, boolean])[] = [
  [/^(?:ENOTFOUND|ENODATA)$/, "host-unknown", NO_ADDRESS, true],
  [/^(?:EAI_|ESERVFAIL|EREFUSED|ETIMEOUT|ECANCELLED)/, "resolver", "The resolver gave no answer.", true],
  [/^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, "timeout", "No connection in time.", true],
  [/^UND_ERR_HEADERS_TIMEOUT$/, "timeout", "No answer in time.", true],
  [/^(?:UND_ERR_BODY_TIMEOUT|UND_ERR_ABORTED)$/, "timeout", "The answer did not end in time.", true],
  [/^(?:HPE_HEADER_OVERFLOW|UND_ERR_HEADERS_OVERFLOW)$/, "headers-too-long", "Its headers are too long.", false],
  [/^(?:HPE_|UND_ERR_)(?!SOCKET)/, "not-http", "What it answers is not HTTP.", true],
  [/^ECONNREFUSED$/, "refused", "The connection was refused.", true],
  [/^(?:EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN)$/, "unreachable", "No route leads to the host.", true],
  [/^(?:ERR_SSL_|ERR_TLS_|EPROTO)/, "tls", "It does not speak TLS as it should.", true],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED)$/, "reset", "The connection was cut.", true],
];

/** @param error - what undici, a socket or the resolver threw */
export function toFailure(error: unknown): Failure {
  for (const each of causes(error)) {
    if (each instanceof Failure) return each;
    const code = codeOf(each);
    const [, reason, evidence, isTemporary] = REASONS.find(([pattern]) => pattern.test(code)) ?? [];
    if (reason !== undefined) return new Failure(reason, evidence ?? "", isTemporary);
  }
  return new Failure("trouble", "The request failed.", true);
}

/** An error, what caused it, and the errors of each address that was tried; not endlessly. */
function causes(error: unknown, depth = 0): unknown[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const tried = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...tried].flatMap((each) => causes(each, depth + 1))];
}

function codeOf(error: unknown): string {
  // undici's parser gives some of its errors no code.
  if (error instanceof errors.HTTPParserError) return error.code || "HPE_UNKNOWN";
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
