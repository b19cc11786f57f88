import { type Truth } from "../links/web/behaviours.ts";
export interface Link {
  url: string;
  truth: Truth;
  kind: "plain" | "dead" | "awkward" | "blocked" | "anchor" | "soft 404";
}
export interface Ready {
  links: Link[];
  ca: string;
}
export interface Counts {
  requests: number;
  /** Of the host that was asked most. */
  most: number;
}
