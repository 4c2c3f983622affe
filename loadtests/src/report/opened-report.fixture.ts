/// <reference lib="dom" />
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type uPlot from 'uplot';
import { reportPage } from './page.ts';
import type { Report } from './report.ts';

const pages = new Map<Report, Promise<string>>();

/** Bundled once for each report. */
function pageOf(report: Report): Promise<string> {
  const page = pages.get(report) ?? reportPage(report);
  pages.set(report, page);
  return page;
}

/** A report's page, opened in a browser from a file as a reader does. */
export class OpenedReport implements AsyncDisposable {
  readonly page: Page;
  /** What the page asked for besides itself. */
  readonly requests: string[] = [];
  /** What the browser complained about. */
  readonly complaints: string[] = [];
  readonly #directory: string;

  private constructor(page: Page, directory: string) {
    this.page = page;
    this.#directory = directory;
  }

  static async open(browser: Browser, report: Report, options: BrowserContextOptions = {}): Promise<OpenedReport> {
    return OpenedReport.openPage(browser, await pageOf(report), options);
  }

  /** Another page in the look of the report. */
  static async openPage(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<OpenedReport> {
    const directory = await mkdtemp(path.join(tmpdir(), 'opened-report-'));
    const file = path.join(directory, 'report.html');
    await writeFile(file, html);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const opened = new OpenedReport(await context.newPage(), directory);
    const url = pathToFileURL(file).href;
    opened.page.on('request', (request) => {
      if (request.url() !== url) opened.requests.push(request.url());
    });
    opened.page.on('console', (message) => opened.complaints.push(message.text()));
    opened.page.on('pageerror', (error) => opened.complaints.push(error.message));
    await opened.page.goto(url);
    return opened;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
    await rm(this.#directory, { recursive: true });
  }

  /** Each chart, as it is on the canvas. */
  drawnCharts(): Promise<DrawnChart[]> {
    return this.page.evaluate(readCharts);
  }

  /** How much wider than the window the page is, in CSS pixels. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}

export interface DrawnSeries {
  readonly label: string;
  /** As CSS writes it. */
  readonly colour: string;
  /** What it is to show, in the order of time. */
  readonly values: readonly number[];
  /** Values that no line of the chart runs through, as `seconds: value`. */
  readonly missing: readonly string[];
  /** How many of its values show its own colour; other lines may lie over it. */
  readonly inOwnColour: number;
}

export interface DrawnChart {
  readonly title: string;
  /** What its marks say, in their order. */
  readonly marks: readonly string[];
  readonly series: readonly DrawnSeries[];
}

/** Looks for each value at its place on the canvas. Runs in the page, so that it may use nothing from outside itself. */
function readCharts(): DrawnChart[] {
  const { plots = [] } = globalThis as unknown as { plots?: uPlot[] };
  /** In pixels of the canvas: half a line's width, and the gap of a dashed one. */
  const reach = 4;
  const tolerance = 90;

  const rgb = (text: string): readonly number[] => {
    const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };

  return plots.map((plot) => {
    const figure = plot.root.closest('figure');
    const series = plot.series.slice(1);
    const strokes = series.map(({ stroke }, index) => (stroke as (self: uPlot, i: number) => string)(plot, index + 1));
    const colours = strokes.map(rgb);
    const shows = (x: number, y: number, wanted: readonly (readonly number[])[]): boolean => {
      const [left, top] = [Math.round(x) - reach, Math.round(y) - reach];
      const { data } = plot.ctx.getImageData(left, top, 2 * reach + 1, 2 * reach + 1);
      for (let at = 0; at < data.length; at += 4) {
        const distance = (colour: readonly number[]): number =>
          colour.reduce((sum, channel, index) => sum + Math.abs(channel - (data[at + index] as number)), 0);
        if ((data[at + 3] as number) > 128 && wanted.some((colour) => distance(colour) < tolerance)) return true;
      }
      return false;
    };
    return {
      title: figure?.querySelector('h3')?.textContent ?? '',
      marks: [...(figure?.querySelectorAll('.mark') ?? [])].map((mark) => mark.getAttribute('aria-label') ?? ''),
      series: series.map(({ label }, index) => {
        const values = (plot.data[index + 1] ?? []) as (number | null)[];
        const points = values.flatMap((value, at) =>
          value === null ? [] : [{ x: plot.data[0][at] as number, value }],
        );
        const placed = points.map(({ x, value }) => ({
          text: `${x}: ${value}`,
          x: plot.valToPos(x, 'x', true),
          y: plot.valToPos(value, 'y', true),
        }));
        return {
          label: String(label),
          colour: strokes[index] as string,
          values: points.map(({ value }) => value),
          missing: placed.filter(({ x, y }) => !shows(x, y, colours)).map(({ text }) => text),
          inOwnColour: placed.filter(({ x, y }) => shows(x, y, [colours[index] as readonly number[]])).length,
        };
      }),
    };
  });
}
