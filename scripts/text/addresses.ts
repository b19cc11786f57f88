// Which addresses are the public internet, and which lead into somebody's own network.
import { BlockList, isIP } from "node:net";

/**
 * IPv4 that is not for everybody: the “Globally Reachable: False” of IANA's registry of special-purpose addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry), multicast, what is reserved, and Azure's WireServer, a
 * metadata service with a public address. The other clouds' metadata (169.254.169.254, 100.100.100.200, 192.0.0.192) lies
 * in these ranges.
 */
const PRIVATE_IPV4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/**
 * Holes in 2000::/3, the only IPv6 that is given out (https://www.iana.org/assignments/ipv6-address-space): protocol
 * assignments with Teredo, documentation, and 6to4, which carries an IPv4 address.
 */
const PRIVATE_IPV6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const privateIPv4 = new BlockList();
for (const [network, prefix] of PRIVATE_IPV4) privateIPv4.addSubnet(network, prefix, "ipv4");
const privateIPv6 = new BlockList();
for (const [network, prefix] of PRIVATE_IPV6) privateIPv6.addSubnet(network, prefix, "ipv6");
const givenOut = new BlockList();
givenOut.addSubnet("2000::", 3, "ipv6");
/** IPv4 inside of IPv6: mapped (RFC 4291), and NAT64 (RFC 6052), through which networks without IPv4 reach the rest. */
const carriers = new BlockList();
carriers.addSubnet("::ffff:0:0", 96, "ipv6");
carriers.addSubnet("64:ff9b::", 96, "ipv6");

/**
 * @param address - as a resolver or a socket gives it, or as it stands in a URL: with brackets and zone or without
 * @returns whether anybody on the internet may be asked there; what is no address is not
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/s, "");
  const family = isIP(bare);
  if (family === 4) return !privateIPv4.check(bare, "ipv4");
  if (family !== 6) return false;
  if (carriers.check(bare, "ipv6")) return isPublicAddress(lastFourBytes(bare));
  return givenOut.check(bare, "ipv6") && !privateIPv6.check(bare, "ipv6");
}

/** `::ffff:127.0.0.1` and `::ffff:7f00:1` both → `127.0.0.1` */
function lastFourBytes(ipv6: string): string {
  // The URL parser writes the dotted form as two hexadecimal groups.
  const groups = new URL(`http://[${ipv6}]`).hostname.slice(1, -1).split(":");
  const bytes = groups.slice(-2).flatMap((group) => {
    const value = Number.parseInt(group || "0", 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join(".");
}
