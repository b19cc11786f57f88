/**
 * The visible text, white space folded. Quotations have their marks, items their numbers or dashes, and cells a bar
 * between them; tags and comments are the text that somebody typed. What holds no text is not there at all.
 */
export declare function flatText(markdown: string): string;
/** The URLs of all links and images, as typed. */
export declare function urlsIn(markdown: string): string[];
