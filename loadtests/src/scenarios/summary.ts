import { settings } from './settings.ts';

/** k6's figures and thresholds as JSON, for the harness to read. (`--summary-export` has them with inverted booleans.) */
export function handleSummary(data: unknown): Record<string, string> {
  return { [settings.summaryFile]: JSON.stringify(data) };
}
