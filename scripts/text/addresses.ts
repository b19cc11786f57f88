// Which addresses are the public internet, and which lead into somebody's own network.
import { BlockList, isIP } from "node:net";

/**
 * IPv4 that is not for everybody: the “Globally Reachable: False” of IANA's registry of special-purpose addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry), multicast, what is reserved, and Azure's WireServer, a
 * metadata service with a public address. The other clouds' metadata (169.254.169.254, 100.100.100.200, 192.0.0.192) lies
 * in these ranges.
 */
const PRIVATE_IPV4 = networks(
  "ipv4",
  `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`,
);
/** The only IPv6 that is given out (https://www.iana.org/assignments/ipv6-address-space). */
const GIVEN_OUT = networks("ipv6", "2000::/3");
/** Holes in it: protocol assignments with Teredo, documentation, and 6to4, which carries an IPv4 address. */
const PRIVATE_IPV6 = networks("ipv6", "2001::/23 2001:db8::/32 2002::/16 3fff::/20");
/** IPv4 inside of IPv6 (RFC 4291). */
const MAPPED = networks("ipv6", "::ffff:0:0/96");
/** NAT64 (RFC 6052), through which networks without IPv4 reach the rest. */
const NAT64 = /^64:ff9b::(?=.)/;

function networks(family: "ipv4" | "ipv6", list: string): BlockList {
  const found = new BlockList();
  for (const network of list.split(/\s+/)) {
    const [address = "", prefix] = network.split("/");
    found.addSubnet(address, Number(prefix), family);
  }
  return found;
}

/**
 * @param address - as a resolver or a socket gives it, or as it stands in a URL: with brackets and zone or without
 * @returns whether anybody on the internet may be asked there; what is no address is not
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/s, "");
  const family = isIP(bare);
  if (family === 4) return !PRIVATE_IPV4.check(bare, "ipv4");
  if (family !== 6) return false;
  // The URL parser writes each address in one way only.
  const plain = new URL(`http://[${bare}]`).hostname.slice(1, -1).replace(NAT64, "::ffff:");
  if (MAPPED.check(plain, "ipv6")) return !PRIVATE_IPV4.check(plain, "ipv6");
  return GIVEN_OUT.check(plain, "ipv6") && !PRIVATE_IPV6.check(plain, "ipv6");
}
