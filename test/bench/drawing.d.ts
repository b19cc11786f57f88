/** @returns the median of each diagram's times, in milliseconds */
export declare function measureDrawing(): number[];
