// Loaded into a command in front of everything else (NODE_OPTIONS): no name has an address, as on a computer that is offline.
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";

dns.promises.lookup = async (host) => {
  throw Object.assign(new Error(`getaddrinfo EAI_AGAIN ${host}`), { code: "EAI_AGAIN", syscall: "getaddrinfo" });
};
syncBuiltinESMExports();
