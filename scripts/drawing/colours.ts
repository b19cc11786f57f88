// Colours, light and dark: those of GitHub's own pages (primer.style/foundations/color), so that drawings stand well on them.

export interface Hue {
  /** Inside of a frame. */
  frame: string;
  border: string;
  /** Inside of a box. */
  box: string;
  /** A frame's title. */
  title: string;
}

export interface Palette {
  card: string;
  edge: string;
  ink: string;
  muted: string;
  line: string;
  /** For what belongs to no stage. */
  neutral: Hue;
  /** By a stage's place in the list; more stages than hues begin again with the first. */
  hues: readonly Hue[];
}

function hue(frame: string, border: string, box: string): Hue {
  return { frame, border, box, title: border };
}

export const LIGHT: Palette = {
  card: "#ffffff",
  edge: "#d1d9e0",
  ink: "#1f2328",
  muted: "#59636e",
  line: "#59636e",
  neutral: { frame: "#f6f8fa", border: "#818b98", box: "#ffffff", title: "#59636e" },
  hues: [
    hue("#fff0f7", "#bf3989", "#ffffff"),
    hue("#eaf4ff", "#0969da", "#ffffff"),
    hue("#f6f0ff", "#8250df", "#ffffff"),
    hue("#ebf9ee", "#1a7f37", "#ffffff"),
    hue("#fff5ec", "#bc4c00", "#ffffff"),
    hue("#e6f7f7", "#14727a", "#ffffff"),
    hue("#fff8e0", "#9a6700", "#ffffff"),
    hue("#ffefed", "#cf222e", "#ffffff"),
  ],
};

export const DARK: Palette = {
  card: "#0d1117",
  edge: "#3d444d",
  ink: "#f0f6fc",
  muted: "#9198a1",
  line: "#9198a1",
  neutral: { frame: "#151b23", border: "#656c76", box: "#21262d", title: "#9198a1" },
  hues: [
    hue("#260d1c", "#db61a2", "#3a1329"),
    hue("#0f1d33", "#4493f8", "#14294a"),
    hue("#1e1433", "#ab7df8", "#2b1d49"),
    hue("#0d2117", "#3fb950", "#143222"),
    hue("#2a1608", "#db6d28", "#3d210d"),
    hue("#0a2124", "#39c5cf", "#0f3236"),
    hue("#261c07", "#d29922", "#38290a"),
    hue("#2b1212", "#f85149", "#3f1a1a"),
  ],
};
