import { clearLine, cursorTo } from 'node:readline';
import { styleText } from 'node:util';

/** A line that holds for now. */
export interface LiveLine {
  readonly text: string;
  readonly style: 'dim' | 'red';
}

/** Where there is no terminal, a changing line is printed anew this often, in milliseconds. */
const printEveryMs = 10_000;

type Stream = NodeJS.WritableStream & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

export interface LiveOutputOptions {
  /** @default process.stdout */
  readonly stream?: Stream;
  /**
   * Whether a line can change in place.
   * @default - in a terminal, unless CI is set
   */
  readonly interactive?: boolean;
  /** @default Date.now */
  readonly now?: () => number;
}

/** Lines that stay and, below them, one that changes: in a terminal in its place, elsewhere printed now and then. */
export class LiveOutput {
  readonly #stream: Stream;
  readonly #interactive: boolean;
  readonly #now: () => number;
  #current: LiveLine | undefined;
  #printedAt = -Infinity;

  constructor(options: LiveOutputOptions = {}) {
    this.#stream = options.stream ?? process.stdout;
    this.#interactive = options.interactive ?? (this.#stream.isTTY === true && process.env.CI === undefined);
    this.#now = options.now ?? Date.now;
  }

  /** Prints a line that stays. */
  print(text: string): void {
    this.#clear();
    this.#stream.write(`${text}\n`);
    // The changing line has been said already, or is about to change.
    this.#printedAt = this.#now();
    this.#draw();
  }

  /** Says how it stands. */
  update(line: LiveLine): void {
    if (this.#interactive) {
      this.#clear();
      this.#current = line;
      this.#draw();
    } else if (this.#now() - this.#printedAt >= printEveryMs) {
      this.#printedAt = this.#now();
      this.#stream.write(`${line.text}\n`);
    }
  }

  /** Takes the changing line away. */
  end(): void {
    this.#clear();
    this.#current = undefined;
  }

  #clear(): void {
    if (this.#current === undefined) return;
    cursorTo(this.#stream, 0);
    clearLine(this.#stream, 0);
  }

  #draw(): void {
    if (this.#current === undefined) return;
    const { style, text } = this.#current;
    // A line that breaks could not be cleared; in its last column some terminals break it already.
    const width = (this.#stream.columns || 80) - 1;
    const fitting = text.length > width ? `${text.slice(0, width - 1)}…` : text;
    this.#stream.write(styleText(style, fitting, { stream: this.#stream }));
  }
}
