// No way in: whatever form an address has, however it is reached, a private one is never connected to.

import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { httpUrl } from "../../../scripts/links/web/http-url.ts";
import { isPublicAddress } from "../../../scripts/text/private-hosts.ts";
import { runs } from "../../support/runs.ts";
import { answersOf } from "./world.ts";

const options = runs(400);

for (const address of [
  ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16"],
  ...["169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.168.1.1", "198.18.0.1"],
  ...["198.51.100.1", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
  ...["::", "::1", "[::1]", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "100::1"],
  ...[
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "4000::1",
    "64:ff9b:1::1",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
  ],
  ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1"],
  ...["", "localhost", "1.2.3", "1.2.3.4.5", "0x7f.0.0.1", "::g"],
]) {
  test(`${address || "nothing"} is not public`, () => assert.equal(isPublicAddress(address), false));
}
for (const address of [
  "1.1.1.1",
  "100.63.255.255",
  "100.128.0.1",
  "172.15.0.1",
  "172.32.0.1",
  "192.0.1.1",
  "223.255.255.255",
  "2606:4700:4700::1111",
  "[2a00:1450::1]",
  "::ffff:8.8.8.8",
  "64:ff9b::8.8.8.8",
]) {
  test(`${address} is public`, () => assert.equal(isPublicAddress(address), true));
}

const privateIPv4 = fc
  .oneof(
    fc.tuple(fc.constantFrom(0, 10, 127), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.integer({ min: 224, max: 255 }), fc.nat(255), fc.nat(255), fc.nat(255)),
  )
  .map(([a, b, c, d]) => ({ a, b, c, d, number: ((a * 256 + b) * 256 + c) * 256 + d }));

/** The forms in which a URL may write an IPv4 address (https://url.spec.whatwg.org/#concept-ipv4-parser). */
const form = privateIPv4.chain(({ a, b, c, d, number }) => {
  const hex = (value: number): string => value.toString(16);
  return fc.constantFrom(
    `${a}.${b}.${c}.${d}`,
    `${a}.${b}.${c}.${d}.`,
    `${number}`,
    `0x${hex(number)}`,
    `0${number.toString(8)}`,
    `0x${hex(a)}.0x${hex(b)}.${c}.0${d.toString(8)}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c}.${d}`.replaceAll(".", "。"),
    [..."0123456789."].reduce(
      (text, digit) => text.replaceAll(digit, digit === "." ? "." : String.fromCodePoint(0xff10 + Number(digit))),
      `${a}.${b}.${c}.${d}`,
    ),
    `[::ffff:${a}.${b}.${c}.${d}]`,
    `[0:0:0:0:0:ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
    `[64:ff9b::${a}.${b}.${c}.${d}]`,
    `[::${a}.${b}.${c}.${d}]`,
    `[2002:${hex(a * 256 + b)}:${hex(c * 256 + d)}::]`,
  );
});

test("no form of a private address is public", () => {
  fc.assert(
    fc.property(form, (host) => {
      const { hostname } = new URL(`http://${host}/`);
      assert.equal(isPublicAddress(hostname), false, `${host} is ${hostname}`);
    }),
    options,
  );
});

test("IPv4 in IPv6 is as public as it is itself", () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      for (const prefix of ["::ffff:", "64:ff9b::"])
        assert.equal(isPublicAddress(prefix + address), isPublicAddress(address));
    }),
    options,
  );
});

test("any text is judged without an error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.webAuthority()), (text) => {
      assert.equal(typeof isPublicAddress(text), "boolean");
    }),
    options,
  );
});

test("a URL that was cleaned is http or https, has no credentials, and stays what it is", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.string().map((text) => `http://u:p@a.example/${text}`),
      ),
      (text) => {
        const url = httpUrl(text);
        if (!url) return;
        assert.match(url.href, /^https?:\/\/[\x21-\x7e]+$/);
        assert.equal(url.username + url.password, "");
        assert.equal(httpUrl(url.href)?.href, url.href);
      },
    ),
    options,
  );
});

/** Counts every connection, whatever it says. */
let server: Server;
let connections = 0;
let port = 0;
before(async () => {
  server = createServer((socket) => {
    connections++;
    // Who does not read does not see that the other has left, and `close` waits for ever.
    socket.on("error", () => {}).resume();
    socket.end("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
after(() => new Promise((resolve) => server.close(resolve)));

test("nothing listens to us on this machine, in whatever form it is written", async () => {
  const hosts = [
    ...["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0.0.0.0", "0", "[::1]", "[::]"],
    ...["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "１２７。０。０。１", "127.0.0.1.", "user:password@127.0.0.1"],
  ];
  const urls = hosts.flatMap((host) => [`http://${host}:${port}/`, `https://${host}:${port}/`]);
  const answers = await answersOf(urls, { retries: 0, confirmAfter: 0, interval: 0, suggest: false });
  for (const url of urls) {
    assert.equal(answers.get(url)?.reason, "private-address", url);
    assert.equal(answers.get(url)?.verdict, "unsure", url);
  }
  assert.equal(connections, 0);
});

test("a name is judged at each connection: one that leads elsewhere the second time is refused then", async () => {
  let lookups = 0;
  const resolve = async () => {
    lookups++;
    return [{ address: lookups === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
  };
  // The first address stands for a public one, and its server ends the connection with each answer.
  const urls = [1, 2, 3].map((page) => `http://rebinding.test:${port}/?page=${page}`);
  const settings = {
    retries: 0,
    interval: 0,
    perHost: 1,
    suggest: false,
    resolve,
    allowPrivate: (address: string) => address === "127.0.0.1",
  };
  connections = 0;
  const answers = await answersOf(urls, settings);
  const reasons = [...answers.values()].map(({ reason }) => reason).sort();
  assert.equal(connections, 1);
  assert.equal(reasons.filter((reason) => reason === "private-address").length, 2);
});
