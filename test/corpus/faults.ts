// All seeded faults, by what they are seeded in.
import { DOCUMENTS } from "./documents.ts";
import type { Fault } from "./fault.ts";
import { MAIN_LIST } from "./main-list.ts";
import { SECOND_LIST } from "./second-list.ts";

export type Base = "main list" | "second list" | "documents";

export const FAULTS: Readonly<Record<Base, readonly Fault[]>> = {
  "main list": MAIN_LIST,
  "second list": SECOND_LIST,
  documents: DOCUMENTS,
};
