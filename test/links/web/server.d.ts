import { type IncomingMessage, type ServerResponse } from "node:http";
import type { Resolve } from "../../../scripts/links/web/options.ts";
export interface Visitor {
  request: IncomingMessage;
  response: ServerResponse;
  /** With the host that was asked for. */
  url: URL;
  /** How many requests for this URL there were, this one included; HEAD and GET count as one. */
  count: number;
  /** `http://HOST:PORT` of another host of this web. */
  origin: (host: string, scheme?: "http" | "https") => string;
}
export type Handler = (visitor: Visitor) => void | Promise<void>;
export interface Recorded {
  method: string;
  host: string;
  path: string;
  /** Milliseconds, of `performance.now()`. */
  start: number;
  headers: IncomingMessage["headers"];
}
/** How a host's certificate is. */
export type Certificate = "good" | "self-signed" | "other-host" | "expired-lately" | "expired-long-ago";
export interface Web {
  origin: (host: string, scheme?: "http" | "https") => string;
  resolve: Resolve;
  /** The authority that signed the good certificates, as PEM. */
  ca: string;
  requests: Recorded[];
  close: () => Promise<void>;
}
export interface WebOptions {
  /** By host, or by the beginning of it up to a dot; the rest is answered by `otherwise`. */
  sites: Readonly<Record<string, Handler>>;
  otherwise: Handler;
  /** Hosts without an address, and those with another than 127.0.0.1. */
  addresses?: Readonly<Record<string, readonly string[]>>;
  certificates?: Readonly<Record<string, Certificate>>;
  /** Milliseconds before each answer. */
  latency?: number;
}
export declare function startWeb({ sites, otherwise, addresses, certificates, latency }: WebOptions): Promise<Web>;
