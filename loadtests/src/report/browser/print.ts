/// <reference lib="dom" />

/** A4 without its margins and those of a section, in CSS pixels: a canvas does not reflow when the page is printed. */
const printWidth = 640;

/**
 * Before the page is printed: light colours, charts as wide as the paper, and all details open but the figures of charts,
 * which would fill pages; afterwards as it was.
 * @param draw draws all charts anew, as wide as it is told in CSS pixels, else as wide as their place
 */
export function redrawForPrint(draw: (width?: number) => void): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    document.documentElement.dataset.theme = 'light';
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not(.figures)')].filter(({ open }) => !open);
    for (const details of opened) details.open = true;
    draw(printWidth);
  });
  addEventListener('afterprint', () => {
    delete document.documentElement.dataset.theme;
    for (const details of opened) details.open = false;
    draw();
  });
}
