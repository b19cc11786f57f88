import { type Fault } from "./fault.ts";
export declare const DOCUMENTS: readonly Fault[];
