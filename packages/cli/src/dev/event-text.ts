import { styleText } from 'node:util';
import { readableLine } from '../output/log-line.ts';
import type { ServiceEvent } from './service-event.ts';

/** An event as a person reads it. */
export function eventText(event: ServiceEvent): string {
  switch (event.kind) {
    case 'printed':
      return readableLine(event.line);
    case 'ready':
      return styleText('green', '✔ ready');
    case 'ended':
      return fault(`ended with ${endOf(event.exitCode)}, and starts again at the next change`);
    case 'broken':
      return `${fault(`cannot be built${event.runsOn ? '; what ran before runs on' : ''}`)}\n${event.errors}`;
  }
}

function endOf(exitCode: number): string {
  return exitCode === -1 ? 'a signal' : `exit code ${exitCode}`;
}

function fault(text: string): string {
  return styleText('red', `✖ ${text}`);
}
