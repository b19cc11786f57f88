interface Position {
  line: number;
  character: number;
}
export interface Found {
  message: string;
  range: {
    start: Position;
    end: Position;
  };
  severity?: number;
}
interface Cleanup {
  after: (fn: () => void) => void;
}
export declare class LanguageServer {
  #private;
  private constructor();
  /** @param settings - those of the workspace, by their full names */
  static start(test: Cleanup, folder: string, settings: Readonly<Record<string, unknown>>): Promise<LanguageServer>;
  /** @returns what is wrong with a text, which takes the place of what was opened before */
  open(uri: string, text: string): Promise<Found[]>;
  /** @returns the labels that are offered */
  complete(uri: string, position: Position): Promise<string[]>;
  /** @returns what is told about a place, as Markdown */
  hover(uri: string, position: Position): Promise<string>;
}
