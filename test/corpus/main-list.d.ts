import { type Fault } from "./fault.ts";
export declare const MAIN_LIST: readonly Fault[];
