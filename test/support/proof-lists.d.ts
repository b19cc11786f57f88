import type { Drafts } from "../../scripts/record/files.ts";
import type { Diagnostic } from "../../scripts/text/diagnostic.ts";
import { type Ran } from "./run.ts";
export declare const LISTS: string;
export declare const NAMES: readonly ["books", "courses", "public-apis", "self-hosted"];
export type Name = (typeof NAMES)[number];
interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}
/** @returns the absolute path of a copy, as somebody's clone has it */
export declare function copyOf(test: Cleanup, name: Name): Promise<string>;
/** What a list has to become, written by hand; without the page's first line, and with the doors cut short. */
export declare function expectedPage(name: Name): Promise<string>;
/** @returns a list's page and what was found while making it */
export declare function build(root: string): Promise<{
  page: string;
  diagnostics: readonly Diagnostic[];
}>;
/** @param drafts - read as if they were on the disk */
export declare function lint(root: string, drafts?: Drafts): Promise<readonly Diagnostic[]>;
/** @returns the texts of the issue forms by the kind that they are for */
export declare function forms(root: string): Promise<Map<string, string>>;
export declare function create(root: string, ...args: string[]): Promise<Ran>;
/** @returns `A FILE`, `D FILE` and `M FILE`, relative to the list and in order */
export declare function rename(root: string, old: string, name: string): Promise<string[]>;
/** `FILE:LINE:COLUMN RULE: MESSAGE` */
export declare function told({ file, range, rule, reason }: Diagnostic): string;
/** A page without its first line, and without what new files hold. */
export declare function shortened(page: string): string;
export interface Door {
  /** `https://github.com/OWNER/NAME/new/BRANCH` */
  page: string;
  file: string;
  /** What the new file starts with. */
  text: string;
}
/** The links of a page that open GitHub's page for a new file, in order. */
export declare function doorsOf(page: string): Door[];
/** What these tests look at in a schema. */
export interface KindSchema {
  description: string;
  required: string[];
  properties: Record<string, Property>;
  "x-kind": {
    folder: string;
    name: string;
    new?: string[];
    form?: string;
  };
}
export interface Property {
  description: string;
  enum?: string[];
  items?: Property;
  "x-ref"?: string;
  "x-new"?: {
    value?: unknown;
    comment?: string;
  };
}
/** The schemas of a list by their kinds. */
export declare function schemasOf(root: string): Promise<Map<string, KindSchema>>;
export interface Mistyped {
  /** Relative to the list. */
  file: string;
  /** The record with one letter doubled in one of its references. */
  text: string;
  /** Where that reference stands, 1-based. */
  line: number;
  column: number;
  /** What should stand there. */
  meant: string;
}
/** Every reference in the records of a list, each mistyped on its own: found by the schemas, without the toolchain. */
export declare function mistypedReferences(root: string): Promise<Mistyped[]>;
