import { type Fault } from "./fault.ts";
export declare const SECOND_LIST: readonly Fault[];
