// Loaded into a command in front of everything else (NODE_OPTIONS): a public web of our own. Names below .example have a public
// address, behind which the server at WEB_PORT of this computer answers; no other name has any.
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

/** Wikipedia's: what a guard against private addresses lets through. Nobody connects to it. */
const ADDRESS = "208.80.154.224";
const OURS = /\.example$/;

const lookup = async (/** @type {string} */ host) => {
  if (OURS.test(host)) return [{ address: ADDRESS, family: 4 }];
  throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND", syscall: "getaddrinfo" });
};
Object.assign(dns.promises, { lookup });

const { connect } = net;
Object.assign(net, {
  connect(/** @type {any[]} */ ...given) {
    const [options] = given;
    if (!OURS.test(options?.host ?? "")) return Reflect.apply(connect, net, given);
    const socket = connect({ ...options, host: "127.0.0.1", port: Number(process.env.WEB_PORT), lookup: undefined });
    Object.defineProperty(socket, "remoteAddress", { value: ADDRESS });
    return socket;
  },
});
syncBuiltinESMExports();
