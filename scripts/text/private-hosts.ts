// Which hosts are on the public internet, and which lead into somebody's own network: IP addresses and names.
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

/** Names that every network has for itself (RFC 6761, RFC 6762, RFC 9476 and ICANN's `internal`). */
const PRIVATE_NAME = /(?:^|\.)(?:local|localhost|test|invalid|internal|onion|home\.arpa|alt)$/;
/** Names that lead everybody to their own machine (https://gist.github.com/tinogomes/c425aa2a56d289f16a1f4fcb8a65ea65). */
const LOOPBACK_NAME = /(?:^|\.)(?:(?:fuf|localtest|lvh|vcap)\.me|(?:lacolhost|yoogle)\.com|127-0-0-1\.org\.uk)$/;
/** Names that lead to the address that stands in them, in one of these ways (https://sslip.io). */
const ADDRESS_NAME = /^(.+)\.(?:(?:nip|sslip|xip)\.io|traefik\.me)$/;
const ADDRESSES = /(?<![^.-])(?:\d+(?:([.-])\d+)(?:\1\d+){2}|[\da-f]{8}|[\da-f-]*--[\da-f-]*)(?![^.-])/g;

/** @returns whether a URL leads into a network of its own: by an address that is not public, or by such a name */
export function isPrivateHost({ hostname }: URL): boolean {
  const bare = hostname.replace(/\.$/, "");
  if (isIP(bare.replace(/^\[|\]$/g, "")) > 0) return !isPublicAddress(bare);
  const [, named = ""] = ADDRESS_NAME.exec(bare) ?? [];
  return (
    PRIVATE_NAME.test(bare) ||
    LOOPBACK_NAME.test(bare) ||
    !bare.includes(".") ||
    [...named.matchAll(ADDRESSES)]
      .map(([written]) => addressOf(written))
      .some((each) => isIP(each) > 0 && !isPublicAddress(each))
  );
}

/** @param written - `127-0-0-1`, `7f000001`, `fe80--1` */
function addressOf(written: string): string {
  if (written.includes("--")) return written.replaceAll("-", ":");
  return /^[\da-f]{8}$/.test(written) ? new URL(`http://0x${written}`).hostname : written.replaceAll("-", ".");
}
