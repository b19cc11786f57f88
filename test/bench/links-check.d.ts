export interface Told {
  /** By URL. */
  verdicts: Record<string, string>;
  milliseconds: number;
  megabytes: number;
}
