export interface Api {
  name: string;
  url: string;
  description: string;
  /** The name of its category, such as `Alpine Birds`. */
  category: string;
  auth: string;
  https: boolean;
  cors: string;
}
/**
 * @param root - the list's folder, which gets a category for each that an API is put into
 * @returns what was added, in no order
 */
export declare function generateApis(root: string, count: number, seed?: number): Api[];
