import type { Evidence } from '@eks-practice/loadtests/run/evidence';
import { simulatedEvidence } from '@eks-practice/loadtests/run/simulated-evidence.fixture';

const hourMs = 3_600_000;

/** How long the load and the measuring of the simulated run last, in milliseconds: what is repeated. */
const periodMs = 90_000;

/** A simulated run whose load, and all that is measured at intervals, goes on for an hour. */
export function evidenceOfAnHour(): Evidence {
  const evidence = simulatedEvidence();
  const { load, recording } = evidence;
  if (!load) throw new RangeError('the simulated run has no load');
  const copies = Array.from({ length: hourMs / periodMs }, (_, index) => index * periodMs);
  const later = <T extends { readonly at: number }>(samples: readonly T[]): T[] =>
    copies.flatMap((shift) => samples.map((sample) => ({ ...sample, at: sample.at + shift })));
  const requests = copies.flatMap((shift) =>
    load.log.requests.map((request) => ({
      ...request,
      startedAt: request.startedAt + shift,
      endedAt: request.endedAt + shift,
    })),
  );
  return {
    ...evidence,
    endedAt: evidence.endedAt + hourMs,
    load: { ...load, log: { ...load.log, requests } },
    recording: { ...recording, cpu: later(recording.cpu), machine: later(recording.machine) },
  };
}
