// Every connection is checked here, after the name is resolved and before a byte is sent.

import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { rootCertificates, TLSSocket } from "node:tls";
import { buildConnector } from "undici";
import { Failure, NO_ADDRESS } from "./failure.ts";
import type { Settings } from "./options.ts";

const DAY = 24 * 60 * 60 * 1000;

/**
 * A host may have public and private addresses, and may have others in the next second. So what is checked is not the name
 * but the addresses that the socket is given, and once more the one that it is connected to.
 */
export function guardedConnector(settings: Settings): buildConnector.connector {
  const { connectTimeout: timeout, isAllowed, ca } = settings;
  const connect = buildConnector({
    timeout,
    lookup: guardedLookup(settings),
    autoSelectFamily: true,
    // A session that is resumed is not verified again.
    maxCachedSessions: 0,
    // Refused below, where the certificate can still be read.
    rejectUnauthorized: false,
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
  });
  return (options, callback) => {
    // A host that is an address is never looked up.
    const literal = options.hostname.replace(/^\[|\]$/g, "");
    if (/^[\d.]+$|:/.test(literal) && !isAllowed(literal)) {
      callback(privateAddress(), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error) {
        callback(error, null);
        return;
      }
      const problem = isAllowed(socket.remoteAddress ?? "") ? certificateProblem(socket, settings) : privateAddress();
      if (problem) {
        socket.destroy();
        callback(problem, null);
      } else callback(null, socket);
    });
  };
}

/** With `autoSelectFamily`, Node.js wants all addresses of a name. */
function guardedLookup(settings: Settings): LookupFunction {
  const { isAllowed, resolve = (host) => lookup(host, { all: true }) } = settings;
  return (host, _, callback) => {
    resolve(host).then(
      (addresses) => {
        const allowed = addresses.filter((each) => isAllowed(each.address));
        if (allowed.length > 0) callback(null, allowed);
        else callback(addresses.length > 0 ? privateAddress() : new Failure("host-unknown", NO_ADDRESS, true), []);
      },
      (error) => callback(error, []),
    );
  };
}

function privateAddress(): Failure {
  return new Failure("private-address", "It leads to an address that is not on the public internet.");
}

function certificateProblem(socket: unknown, { expiredDays }: Settings): Failure | undefined {
  if (!(socket instanceof TLSSocket) || socket.authorized) return undefined;
  // Node.js types it as an error, and gives the error's code.
  const code = String(socket.authorizationError);
  if (code === "CERT_HAS_EXPIRED") {
    const end = new Date(socket.getPeerCertificate().valid_to);
    const day = Number.isNaN(end.getTime()) ? "a while ago" : `on ${end.toISOString().slice(0, 10)}`;
    const isLong = Date.now() - end.getTime() > expiredDays * DAY;
    return new Failure(isLong ? "certificate-expired" : "certificate", `The certificate ended ${day}.`);
  }
  return new Failure("certificate", CERTIFICATE_PROBLEMS[code] ?? "The certificate is not one that browsers trust.");
}

/** By the codes of OpenSSL that sites run into (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const CERTIFICATE_PROBLEMS: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: "The certificate is for another host.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The certificate is signed by itself.",
  SELF_SIGNED_CERT_IN_CHAIN: "The certificate is signed by itself.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The server does not send the certificates in between.",
  CERT_NOT_YET_VALID: "The certificate is not valid yet.",
};
