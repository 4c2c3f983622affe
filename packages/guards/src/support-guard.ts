import type { Refusal } from './refusal.ts';
import { standardSupportEnds } from './support-table.ts';

const day = 24 * 60 * 60 * 1000;

/** How long before the end it is told, in days. */
const noticeDays = 60;

/** @param minor the Kubernetes version, e.g. `1.36` */
export function supportRefusals(minor: string, today: Date): Refusal[] {
  const ends = standardSupportEnds[minor];
  const fix = 'Raise kubernetesMinor in packages/stages/src/kubernetes-version.ts to one of: ';
  if (ends === undefined) {
    return [
      {
        guard: 'kubernetes-support',
        message: `Kubernetes ${minor} is not in the table of versions that EKS supports (${supported(today).join(', ')}).`,
        remedy: `${fix}${supported(today).join(', ')}; or add it to packages/guards/src/support-table.ts.`,
      },
    ];
  }
  if (today < new Date(ends)) return [];
  return [
    {
      guard: 'kubernetes-support',
      message: `Kubernetes ${minor} has been out of EKS's standard support since ${ends}: a cluster of it costs six times as much an hour.`,
      remedy: `${fix}${supported(today).join(', ')}; an existing cluster goes up one version at a time by \`cluster upgrade\`.`,
    },
  ];
}

/** What is worth knowing of a version that is still supported. */
export function supportNotices(minor: string, today: Date): string[] {
  const ends = standardSupportEnds[minor];
  if (ends === undefined) return [];
  const left = Math.ceil((new Date(ends).getTime() - today.getTime()) / day);
  if (left <= 0 || left > noticeDays) return [];
  return [
    `EKS's standard support of Kubernetes ${minor} ends in ${left} days, on ${ends}. Plan a \`cluster upgrade\`.`,
  ];
}

function supported(today: Date): string[] {
  return Object.entries(standardSupportEnds)
    .filter(([, ends]) => today < new Date(ends))
    .map(([minor]) => minor);
}
