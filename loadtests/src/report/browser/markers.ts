/// <reference lib="dom" />
import type uPlot from 'uplot';
import { eventSign } from '../event-signs.ts';
import type { ReportEvent } from '../report.ts';

/** Events this close to the one that is pointed at are told with it, in CSS pixels: their marks lie over each other. */
const nearby = 6;

interface Mark {
  readonly element: HTMLElement;
  readonly event: ReportEvent;
}

/**
 * Marks events in a chart: elements over the canvas, which can be pointed at, reached with the keyboard and read aloud.
 * @param label says what the marks are of
 * @returns puts each mark at its time; to be called whenever the chart was drawn
 */
export function addMarkers(plot: uPlot, events: readonly ReportEvent[], label: string): () => void {
  const group = plot.over.appendChild(document.createElement('div'));
  group.className = 'marks';
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', label);
  const marks = events.map((event): Mark => ({ event, element: group.appendChild(markOf(event)) }));
  const tip = plot.over.appendChild(document.createElement('div'));
  tip.className = 'tip';
  tip.hidden = true;

  const left = ({ event }: Mark): number => plot.valToPos(event.at, 'x');
  const width = (): number => plot.over.clientWidth;
  const show = (mark: Mark): void => {
    const told = marks.filter((other) => Math.abs(left(other) - left(mark)) <= nearby);
    tip.replaceChildren(...told.map(({ event }) => lineOf(event)));
    tip.hidden = false;
    tip.style.left = `${Math.max(0, Math.min(left(mark), width() - tip.offsetWidth))}px`;
  };
  const hide = (): void => {
    tip.hidden = true;
  };
  for (const mark of marks) {
    for (const wakes of ['pointerenter', 'focus']) mark.element.addEventListener(wakes, () => show(mark));
    for (const ends of ['pointerleave', 'blur']) mark.element.addEventListener(ends, hide);
  }
  group.addEventListener('keydown', (press) => moveFocus(marks, press));
  // One stop for the tab key; from there the arrow keys lead on.
  marks[0]?.element.setAttribute('tabindex', '0');

  return () => {
    hide();
    group.style.setProperty('--height', `${plot.over.clientHeight}px`);
    for (const mark of marks) {
      const at = left(mark);
      mark.element.hidden = at < 0 || at > width();
      mark.element.style.left = `${at}px`;
    }
  };
}

function markOf({ at, kind, text }: ReportEvent): HTMLElement {
  const mark = document.createElement('span');
  mark.className = `mark ${kind}`;
  mark.tabIndex = -1;
  mark.setAttribute('role', 'img');
  mark.setAttribute('aria-label', `${at} s: ${text}`);
  mark.innerHTML = eventSign(kind).html;
  return mark;
}

function lineOf({ at, text }: ReportEvent): HTMLElement {
  const line = document.createElement('div');
  line.textContent = `${at.toLocaleString('en', { minimumFractionDigits: 1 })} s  ${text}`;
  return line;
}

function moveFocus(marks: readonly Mark[], press: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[press.key];
  const current = marks.findIndex(({ element }) => element === document.activeElement);
  const next = marks[current + (step ?? 0)]?.element;
  if (step === undefined || !next) return;
  press.preventDefault();
  marks[current]?.element.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
}
