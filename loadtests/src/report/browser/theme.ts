/// <reference lib="dom" />

/** A colour of the style sheet, as it is now: light, dark, or for print. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Colours that tell workloads apart, in their order. */
export function workloadColour(index: number): string {
  return ['blue', 'orange', 'purple', 'teal', 'green'][index % 5] as string;
}
