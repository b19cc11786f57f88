// Arbitrary values of records: strings that Markdown, HTML, YAML, GitHub or a template could take for something else.
import fc from "fast-check";

/** What a value may be put together from; each has broken some renderer of lists. */
const FRAGMENTS: readonly string[] = [
  // Tables and escapes.
  ..."|\\`[]()!#*_~<>&$:{}\"'=+-.^@%;,/?0a ".split(""),
  ..."\\| \\\\ || |-| :-: `` ``` `|` ~~~".split(" "),
  // Blocks, at the start of a line or behind a line break.
  ..."\n|\r|\r\n|\n\n|\t|  \n|    |\u000b|\f".split("|"),
  ..."# |## x|- |* |+ |1. |1) |> |---|***|===|[ ] task|[x] done|[a]: https://x.example|[^1]: note|:::".split("|"),
  // Phrasing.
  ..."** __ ~~ ~~x~~ **x** _x_ ![ ]( [a](b) ![a](b) <https://x.example> <a@b.example> [^1] [[0]](#note-t0)".split(" "),
  ..."www.x.com a@b.c https://x http://example.org/a_b_c mailto:a@b.c xmpp:a@b.c javascript:alert(1)".split(" "),
  // HTML.
  ..."<b> </b> <br> <br/> <BR> <script>alert(1)</script> <!-- --> <!--x--> <? ?> <![CDATA[ ]]> <!X> </td></tr>".split(
    " ",
  ),
  '<a id="note-t0"></a>',
  "<span>",
  "</span>",
  "<span>$</span>",
  "<img src=x onerror=alert(1)>",
  "<!-- each tools -->",
  // Character references.
  ..."&amp; &lt;b&gt; &#58; &#x3a; &#0; &nbsp; &copy &NotEqualTilde; &colon;".split(" "),
  // What GitHub reads into the page.
  ..."$x$ $$ $`x`$ $a :emoji: :smile: :+1: :: : #1 @user GH-1".split(" "),
  // Templates.
  ..."{name} {url} {{purposes}, } {mark} \\{name} {braces} {{ }}".split(" "),
  // Unicode: emoji, right-to-left, zero-width, combining, blanks, control characters.
  ..."🪵 👩‍👩‍👧 ❤️ שלום مرحبا é ß İ ı ﬀ 漢字 Ａ 𝒳".split(" "),
  ..."\u202e \u2066 \u200b \u200d \u2060 \ufeff \u0301 \u20dd \u00a0 \u2003 \u2028 \u2029 \u3000".split(" "),
  ..."\u0001 \u0008 \u001b \u001f \u007f \u0085 \u009f \ufffe \uffff \ufffd \ufffc".split(" "),
];

const fragment = fc.constantFrom(...FRAGMENTS.filter((each) => each !== ""), " ", "");
const word = fc.constantFrom("a", "Ab", "x1", "foo", "é", "2");

const SURROGATES = { first: 0xd800, count: 0x800 };

function characterAt(index: number): string {
  return String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count);
}

/** Any character but halves of surrogate pairs. For its own `unit: "binary"`, fast-check makes a map of a million: 2 s. */
export const character: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map(characterAt, (text) => {
    const code = String(text).codePointAt(0) ?? 0;
    const index = code < SURROGATES.first ? code : code - SURROGATES.count;
    if (index < 0 || characterAt(index) !== text) throw new Error("This is not one character.");
    return index;
  });

/** Any text that has something to see in it; a few fragments at a time, so that they meet in every order. */
export const hostileText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 6, arbitrary: joined(fc.oneof(fragment, word), 8) },
    { weight: 12, arbitrary: fewAtATime(fragment) },
    { weight: 3, arbitrary: fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 12 }) },
    { weight: 3, arbitrary: fc.string({ unit: character, minLength: 1, maxLength: 8 }) },
    { weight: 2, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }) },
  )
  // U+0000, text without anything to see, and halves of surrogate pairs are a test of their own.
  .filter((text) => text.trim() !== "" && !text.includes("\0"));

/** Of it, what the build lets through as a name or a title: one line, without control characters. */
export const hostileLine: fc.Arbitrary<string> = hostileText.filter((text) => !/[\p{Cc}\u2028\u2029]/u.test(text));

/** What text of 10,000 characters is made of: a fragment or two, over and over. */
export const repeatedText: fc.Arbitrary<string> = fc
  .tuple(fragment, fc.oneof(fragment, word))
  .map(([a, b]) => a + b)
  .filter((text) => text.trim() !== "");

/**
 * What markdown-it, by which Markdown values are judged, or micromark reads otherwise than GitHub: `~x~`, footnotes,
 * links without brackets (they are here with blanks around them), references to control characters, and blanks other
 * than the space.
 */
const READ_OTHERWISE = /^(?:~|~~~)$|^\[\^1\]|@|www|xmpp|mailto|https?:|(?![\t\r\n ])[\p{Cc}\s]|[\ufffe\uffff]|&nbsp;/u;
/** More of it: `~~~~x~~~~`, `*~~x~~*y*`, `***x* y*z*`, emphasis beside an emoji, tables of one column, and an item in a container behind a paragraph. */
const READ_OTHERWISE_TOGETHER =
  /~~~|~[*_]|[*_]~|[\ud800-\udfff][*_]|[*_][\ud800-\udfff]|\*\*\*|___|[:|]\s*-|-\s*[:|]|^[\s>]*(?:[-+*]|\d+[.)])[\s>]*(?:$|[-+*]|\d+[.)])/m;
const TABLE = "\n\n| a | b |\n| - | - |\n| c | d |\n\n";

/** Text for Markdown fields. */
export const markdownText: fc.Arbitrary<string> = joined(
  fc.oneof(
    fc.constantFrom(
      ...FRAGMENTS.filter((each) => each !== "" && !READ_OTHERWISE.test(each)),
      ...[" www.x.com ", " a@b.c ", " https://x.example ", "[a](a/b_c.html?a=1&b=2)", "![alt](img/a.png)"],
      ...["\n- ", "\n1. ", "\n> ", "\n\n", "\n# ", "\n```\n", TABLE, "*x*", "`code`"],
    ),
    word,
  ),
  10,
).filter((text) => text !== "" && !READ_OTHERWISE_TOGETHER.test(text.replaceAll(TABLE, "\n\n")));

/** URLs that are allowed, with everything that can stand in one. */
export const goodUrl: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      ...["https://example.org/", "http://example.org", "HTTPS://Example.org:8080/a?", "https://bücher.example/#"],
      ...["mailto:a@b.example?subject=", "./", "img/", "#", "?q=", "a(b)/"],
    ),
    joined(
      fc.constantFrom(
        ..."()[]{}<>&%_*\"'`|\\~^$:;@!#?=+,./-a0éß漢🪵".split(/(?:)/u),
        ..."%20 %7C %28 %C3%A9 %zz &amp; &#58; &copy &copy; __ ** \\( \\) \\| :smile: $x$ {name} <b> <!-- -->".split(
          " ",
        ),
        ..."\u200b \u0301 \u202e ]( )[ (( )) () []() https://x.example/ www.x.com".split(" "),
      ),
      8,
    ),
  )
  .map(([start, rest]) => start + rest)
  // Two slashes at the start lead to another host, which is not a relative URL.
  .filter(
    (url) =>
      !/^[/\\]{2}/.test(url) && !(/^https?:/i.test(url) && !/^https?:\/\/[\wü.-]+(?::\d+)?(?:[/?#]|$)/i.test(url)),
  );

function fewAtATime(part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(part, { minLength: 1, maxLength: 3 }).chain((few) => joined(fc.constantFrom(...few, "a", " "), 8));
}

function joined(part: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  return fc.array(part, { minLength: 1, maxLength }).map((parts) => parts.join(""));
}

/** Text that holds nothing which Markdown, YAML or GitHub could act on. */
export const wordyText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("A", "open", "Élan", "x", "Ω", "漢字"),
    fc.array(
      fc.constantFrom(
        ...["source", "data lake", "(SIEM)", "85%", "it’s", "“quoted”", "and/or", "CI/CD", "– dash", "a, b; c", "v2.0"],
        ...["No-code", "🪵", "שלום", "e.g. this", "Really?", "Yes!", "don't", '"said"', "\n", "\t ", "  "],
      ),
      { maxLength: 8 },
    ),
  )
  // Blanks beside a line break, and an empty line, are Markdown.
  .map(([first, rest]) => [first, ...rest].join(" ").replace(/\s*\n\s*/g, "\n"));
