// A web of many hosts on loopback, by name: each page and each site behaves as its behaviour says.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, createServer as createDoor, type Server as Door, type Socket } from "node:net";
import { createSecureContext } from "node:tls";
import { generate } from "selfsigned";
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

/** Hosts that speak TLS as they should. */
const SECURE = ["pages.test", "safe.test", "both.test"];
const DAY = 86_400_000;

export async function startWeb({
  sites,
  otherwise,
  addresses = {},
  certificates = {},
  latency = 0,
}: WebOptions): Promise<Web> {
  const requests: Recorded[] = [];
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  const origin: Web["origin"] = (host, scheme = "http") => `${scheme}://${host}:${port}`;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now();
    const { host = "unknown" } = request.headers;
    const scheme = "encrypted" in request.socket ? "https" : "http";
    const url = new URL(`${scheme}://${host}${request.url}`);
    requests.push({
      method: request.method ?? "",
      host: url.hostname,
      path: request.url ?? "",
      start,
      headers: request.headers,
    });
    const count = (counts.get(url.href) ?? 0) + 1;
    counts.set(url.href, count);
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    const name = url.hostname;
    const handler = sites[name] ?? sites[name.split(".")[0] ?? ""] ?? otherwise;
    await handler({ request, response, url, count, origin });
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    response.on("error", () => {});
    answer(request, response).catch((error) => response.destroy(error));
  };

  const keys = await certify(certificates);
  const plain = createServer(listener);
  const secure = createSecureServer(
    {
      ...keys.good,
      SNICallback: (host, done) => done(null, createSecureContext(keys[certificates[host] ?? "good"])),
    },
    listener,
  );
  for (const server of [plain, secure]) server.keepAliveTimeout = 60_000;
  // One port for both, as one host has 80 and 443: the first byte of a TLS handshake is 22 (RFC 8446, section 5.1).
  const door = createDoor((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    socket.once("data", (first) => {
      if (first[0] === 22) {
        // TLS reads from the handle, past what was put back.
        const inner = connect(securePort, "127.0.0.1");
        inner.on("error", () => socket.destroy()).on("close", () => socket.destroy());
        socket.on("close", () => inner.destroy());
        inner.write(first);
        socket.pipe(inner).pipe(socket);
        return;
      }
      socket.pause();
      socket.unshift(first);
      plain.emit("connection", socket);
      socket.resume();
    });
  });
  secure.on("tlsClientError", () => {});
  const securePort = await listen(secure);
  const port = await listen(door);

  return {
    origin,
    ca: keys.ca,
    requests,
    resolve: async (host) => {
      const own = addresses[host] ?? ["127.0.0.1"];
      if (own.length === 0) throw Object.assign(new Error(`${host} is unknown`), { code: "ENOTFOUND" });
      return own.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    },
    close: async () => {
      const closed = new Promise((resolve) => door.close(resolve));
      for (const socket of sockets) socket.destroy();
      secure.close();
      await closed;
    },
  };
}

function listen(server: Door): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

type Keys = { key: string; cert: string };

async function certify(
  wanted: Readonly<Record<string, Certificate>>,
): Promise<Record<Certificate, Keys> & { ca: string }> {
  const year = 365 * DAY;
  const authority = await generate([{ name: "commonName", value: "Test authority" }], {
    algorithm: "sha256",
    keyType: "ec",
    notBeforeDate: new Date(Date.now() - year),
    notAfterDate: new Date(Date.now() + year),
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "keyUsage", keyCertSign: true, digitalSignature: true },
    ],
  });
  const hosts = Object.keys(wanted);
  const sign = async (names: readonly string[], until: number, signed = true): Promise<Keys> => {
    const { private: key, cert } = await generate([{ name: "commonName", value: names[0] ?? "" }], {
      algorithm: "sha256",
      keyType: "ec",
      notBeforeDate: new Date(Date.now() - year),
      notAfterDate: new Date(Date.now() + until),
      extensions: [{ name: "subjectAltName", altNames: names.map((value) => ({ type: 2 as const, value })) }],
      ...(signed ? { ca: { key: authority.private, cert: authority.cert } } : {}),
    });
    return { key, cert };
  };
  const all = [...hosts, ...SECURE];
  return {
    ca: authority.cert,
    good: await sign(all, 30 * DAY),
    "self-signed": await sign(all, 30 * DAY, false),
    "other-host": await sign(["elsewhere.example"], 30 * DAY),
    "expired-lately": await sign(all, -3 * DAY),
    "expired-long-ago": await sign(all, -200 * DAY),
  };
}
