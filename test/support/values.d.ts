import fc from "fast-check";
/** Any text that has something to see in it; a few fragments at a time, so that they meet in every order. */
export declare const hostileText: fc.Arbitrary<string>;
/** Of it, what the schemas of the toolchain let through as a name or a title. */
export declare const hostileLine: fc.Arbitrary<string>;
/** What text of 10,000 characters is made of: a fragment or two, over and over. */
export declare const repeatedText: fc.Arbitrary<string>;
/** Text for Markdown fields. */
export declare const markdownText: fc.Arbitrary<string>;
/** URLs that are allowed, with everything that can stand in one. */
export declare const goodUrl: fc.Arbitrary<string>;
/** Text that holds nothing which Markdown, YAML or GitHub could act on. */
export declare const wordyText: fc.Arbitrary<string>;
