import type { Fault } from "./fault.ts";
export type Base = "main list" | "second list" | "documents";
export declare const FAULTS: Readonly<Record<Base, readonly Fault[]>>;
