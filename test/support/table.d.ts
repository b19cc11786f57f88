/**
 * @param heading - one text a column
 * @param rows - as many texts each
 * @param words - how many columns, from the left, hold words; those behind them hold numbers and stand to the right
 */
export declare function table(heading: readonly string[], rows: readonly (readonly string[])[], words?: number): string;
/** `1.23`, `12.3`, `1,234`: further digits would differ in the next run. */
export declare function number(value: number): string;
