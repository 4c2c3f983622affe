/// <reference types="k6" />
import { journeys } from '../journeys/journeys.generated.ts';
import type { Phase } from '../profile/phase.ts';

/** What the harness tells a scenario, as JSON in the variable LOAD_SETTINGS. */
export interface ScenarioSettings {
  /** The target's base URL, without a path. */
  readonly url: string;
  /** The public service that answers there, for the journey to take. */
  readonly service: string;
  /** `new`: one for each request; `reused`: each virtual user keeps its own. */
  readonly connections: 'new' | 'reused';
  /** One after the other. */
  readonly phases: readonly Phase[];
  /** The 95th percentile of the latency must stay below this, in milliseconds. */
  readonly p95BoundMs: number;
  /**
   * Whether the harness ends the load once it has served its purpose, so that the last phase may send less than is planned.
   * @default false
   */
  readonly mayEndEarly?: boolean;
  /**
   * How many k6 share this load by their execution segments; each then prints its requests and its summary.
   * @default - one has it all, and writes files
   */
  readonly runners?: number;
  /** Where the end-of-run summary goes. */
  readonly summaryFile: string;
}

const advice =
  'This scenario has no target. Run it with `npx eks-practice load`, which derives rates and durations from the stage; ' +
  'or by hand with -e LOAD_SETTINGS=\'{"url":"http://127.0.0.1:18080",' +
  `"service":"${Object.keys(journeys)[0]}","connections":"new","phases":[{"name":"steady","ratePerSecond":5,` +
  '"seconds":10}],"p95BoundMs":500,"summaryFile":"summary.json"}\'.';

/** @throws {Error} with advice, where the variable is missing */
function read(): ScenarioSettings {
  const text = __ENV.LOAD_SETTINGS;
  if (!text) throw new Error(advice);
  return JSON.parse(text) as ScenarioSettings;
}

export const settings = read();
