/// <reference lib="dom" />

/** A colour of the style sheet, as it is now: light, dark, or for print. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
