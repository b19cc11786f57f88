/** How long any input may take, in seconds. */
export declare const PATIENCE = 60;
export interface Lasted {
  name: string;
  /** `undefined` when it took longer than anybody waits, or ended the program. */
  seconds: number | undefined;
}
/** In the order of the inputs. A longer record than the longest is not read. */
export declare function measureStress(): Promise<Lasted[]>;
