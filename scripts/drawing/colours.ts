// Colours, light and dark: those of GitHub's own pages (primer.style/foundations/color), so that drawings stand well on them.

export interface Hue {
  /** Inside of a frame. */
  frame: string;
  border: string;
  /** Inside of a box. */
  box: string;
  /** A frame's title, where the border is too pale for it. */
  title?: string;
}

export interface Palette {
  card: string;
  edge: string;
  ink: string;
  /** Smaller text, and lines. */
  muted: string;
  /** For what belongs to no stage. */
  neutral: Hue;
  /** By a stage's place in the list; more stages than hues begin again with the first. */
  hues: readonly Hue[];
}

export const LIGHT: Palette = {
  card: "#ffffff",
  edge: "#d1d9e0",
  ink: "#1f2328",
  muted: "#59636e",
  neutral: { frame: "#f6f8fa", border: "#818b98", box: "#ffffff", title: "#59636e" },
  hues: [
    { frame: "#fff0f7", border: "#bf3989", box: "#ffffff" },
    { frame: "#eaf4ff", border: "#0969da", box: "#ffffff" },
    { frame: "#f6f0ff", border: "#8250df", box: "#ffffff" },
    { frame: "#ebf9ee", border: "#1a7f37", box: "#ffffff" },
    { frame: "#fff5ec", border: "#bc4c00", box: "#ffffff" },
    { frame: "#e6f7f7", border: "#14727a", box: "#ffffff" },
    { frame: "#fff8e0", border: "#9a6700", box: "#ffffff" },
    { frame: "#ffefed", border: "#cf222e", box: "#ffffff" },
  ],
};

export const DARK: Palette = {
  card: "#0d1117",
  edge: "#3d444d",
  ink: "#f0f6fc",
  muted: "#9198a1",
  neutral: { frame: "#151b23", border: "#656c76", box: "#21262d", title: "#9198a1" },
  hues: [
    { frame: "#260d1c", border: "#db61a2", box: "#3a1329" },
    { frame: "#0f1d33", border: "#4493f8", box: "#14294a" },
    { frame: "#1e1433", border: "#ab7df8", box: "#2b1d49" },
    { frame: "#0d2117", border: "#3fb950", box: "#143222" },
    { frame: "#2a1608", border: "#db6d28", box: "#3d210d" },
    { frame: "#0a2124", border: "#39c5cf", box: "#0f3236" },
    { frame: "#261c07", border: "#d29922", box: "#38290a" },
    { frame: "#2b1212", border: "#f85149", box: "#3f1a1a" },
  ],
};
