export interface ExampleFile {
  /** Relative to the example's folder, with `/`. */
  file: string;
  text: string;
}
export interface Example {
  /** Its heading. */
  title: string;
  files: ExampleFile[];
  /** The files as `--fix` leaves them, where it changes them. */
  fixed: ExampleFile[];
  /** One finding a line, `FILE:LINE:COLUMN-LINE:COLUMN: SEVERITY: MESSAGE`; its hint and related places are indented. */
  expected: string;
}
export declare function examplesIn(docs: string): Example[];
