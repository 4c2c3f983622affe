import { summaryLine } from '../distributed/request-line.ts';
import { settings } from './settings.ts';

/** k6's figures and thresholds as JSON, for the harness to read. (`--summary-export` has them with inverted booleans.) */
export function handleSummary(data: unknown): Record<string, string> {
  if (settings.runners !== undefined) return { stdout: `\n${summaryLine(data)}\n` };
  return { [settings.summaryFile]: JSON.stringify(data) };
}
