// Hosts that are not what they look like: names that browsers read otherwise, and letters that pass for others.
import { domainToUnicode } from "node:url";

/** Ports that browsers refuse, since no web server listens there (https://fetch.spec.whatwg.org/#port-blocking). */
const BAD_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/**
 * @param url - http or https, which parses
 * @returns what is wrong with its host, to follow “This URL ”; `undefined` for one that is what it looks like
 */
export function hostProblem(url: string): string | undefined {
  const [, authority = ""] = /^https?:\/\/([^/?#]*)/i.exec(url) ?? [];
  if (authority.includes("\\")) return "has a backslash in its host: write a slash";
  if (authority.includes("@")) return "has a name in front of its host: write it without what stands before the “@”";
  const { hostname, port } = new URL(url);
  const name = domainToUnicode(hostname) || hostname;
  const written = authority.replace(/:\d*$/, "").toLowerCase().normalize("NFC");
  if (written !== name && written !== hostname && !written.startsWith("[")) {
    return `has a host that browsers read as “${name}”: write that`;
  }
  if (BAD_PORTS.has(Number(port || "443"))) return `names port ${port}, which browsers refuse`;
  // An IPv6 address; the parts of an IPv4 one are as right as those of a name.
  if (hostname.startsWith("[")) return undefined;
  const labels = name.replace(/\.$/, "").split(".");
  if (labels.includes("")) return "has an empty part in its host";
  const country = labels.at(-1) ?? "";
  return labels.map((label) => labelProblem(label, country)).find((problem) => problem !== undefined);
}

/** Punctuation that passes for a slash, a dot, a colon or a hyphen, and letters that do beside Latin ones. */
const MARK = /[^\p{L}\p{M}\p{N}\p{So}\p{Sk}_-]|[\u02b0-\u02ff\u2500-\u257f\ua78c\u141f]/u;
const STROKE =
  /[a-z\d][\u30ce\u30bd\u30be\u30f3\u3033\u4e36\u4e3f]|[\u30ce\u30bd\u30be\u30f3\u3033\u4e36\u4e3f][a-z\d]/;
/** Scripts that share shapes with Latin, by which a name in two of them is told (UTS #39, Unicode Security Mechanisms). */
const SCRIPTS = [/\p{sc=Latn}/u, /\p{sc=Cyrl}/u, /\p{sc=Grek}/u, /\p{sc=Armn}/u, /\p{sc=Cher}/u, /\p{sc=Lisu}/u];
/** Letters that are written beside Latin ones: Chinese, Japanese and Korean names hold both. */
const BESIDE_LATIN = /[\p{sc=Latn}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Zyyy}\p{sc=Zinh}\P{L}]/gu;
/** Words of these alone could all be Latin ones; their countries have such names. */
const ALL_ALIKE = /^(?=.*[^\d-])[асԁеһіјӏорԛѕԝхуъьҽпгѵѡմոսցօհαγικνορτυχωϲ\d-]+$/u;
const CYRILLIC_COUNTRY = /^(?:bg|by|kg|kz|mk|mn|rs|ru|su|tj|ua|uz|am|cy|gr)$|[^ -~]/;
/** Latin letters of the alphabets of today that are no ASCII letter with a mark; the dotless i is Turkic. */
const LETTERS = /[a-zßæœøþðđħłŋə]/;

function labelProblem(label: string, country: string): string | undefined {
  // Nearly all names, and those of which nothing passes for anything else.
  if (/^[a-z\d_-]+$/.test(label)) return undefined;
  const mark = MARK.exec(label)?.[0] ?? STROKE.exec(label)?.[0].replace(/[a-z\d]/, "");
  if (mark !== undefined) return `has “${mark}” in its host, which passes for another character`;
  const isLatin = /\p{sc=Latn}/u.test(label);
  const isMixed =
    (isLatin && label.replace(BESIDE_LATIN, "") !== "") || SCRIPTS.filter((of) => of.test(label)).length > 1;
  if (isMixed) return `has letters of two scripts in “${label}”, some of which pass for others`;
  const passes = ALL_ALIKE.test(label) && !CYRILLIC_COUNTRY.test(country);
  const odd =
    isLatin &&
    [...label.normalize("NFD").replace(/(?<=[a-z])\p{M}+/gu, "")].find((letter) => {
      return /\p{L}|\p{M}/u.test(letter) && /[\p{sc=Latn}\p{sc=Zinh}]/u.test(letter) && !isLetter(letter, country);
    });
  const isUncomposed = isLatin && /[a-z]\p{M}/u.test(label.normalize("NFC"));
  if (passes || odd || isUncomposed) return `has “${label}” in its host, whose letters pass for others`;
  return undefined;
}

function isLetter(letter: string, country: string): boolean {
  return LETTERS.test(letter) || (letter === "ı" && /^(?:tr|az)$/.test(country));
}
