import type { DrillResult } from '../report/drill-result.ts';
import type { Fault } from './fault.ts';

/** What drills before the load have found: something that users noticed, or a control that went well and so proves nothing. */
export function drillFaults(drills: readonly DrillResult[]): Fault[] {
  const reasons = drills.flatMap(({ name, verdict, did, control }) => [
    ...(verdict === 'fail' ? [`Drill ${name} did not go as it should: ${did}`] : []),
    ...(control?.verdict === 'fail'
      ? [`The control of drill ${name} went well, so it proves nothing: ${control.did}`]
      : []),
  ]);
  // Their own judges know what a starved machine excuses.
  return reasons.map((reason) => ({ reason, starvableIn: [] }));
}

/** What they came to, for a run that passed. */
export function drillOutcomes(drills: readonly DrillResult[]): string[] {
  return drills.map(({ name, verdict, did, control }) => {
    const said = [verdict, control?.verdict].includes('invalid') ? ' says nothing' : '';
    return `Drill ${name}${said}: ${did}${control ? ` Its control: ${control.did}` : ''}`;
  });
}
