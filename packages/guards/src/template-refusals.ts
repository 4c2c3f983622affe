import type { Refusal } from './refusal.ts';

/** CloudFormation's quotas for one template; source: its user guide, "Understand CloudFormation quotas", as of 2026-11. */
const limits = { bytes: 1024 * 1024, Resources: 500, Parameters: 200, Outputs: 200, Mappings: 200 } as const;

/** The most that a standard parameter of SSM holds, in bytes. */
const parameterBytes = 4096;

/** Whether CloudFormation would take the template. */
export function templateRefusals(stackName: string, template: object): Refusal[] {
  const bytes = Buffer.byteLength(JSON.stringify(template));
  const sections = template as Readonly<Record<string, object | undefined>>;
  const counts = (['Resources', 'Parameters', 'Outputs', 'Mappings'] as const).map((section) => ({
    what: section.toLowerCase(),
    count: Object.keys(sections[section] ?? {}).length,
    most: limits[section],
  }));
  return [{ what: 'bytes', count: bytes, most: limits.bytes }, ...counts]
    .filter(({ count, most }) => count > most)
    .map(({ what, count, most }) => ({
      guard: 'template-limits',
      message: `The template of stack ${stackName} has ${count} ${what}; CloudFormation takes ${most}.`,
      remedy: 'Put some of the services into a stage of their own, or declare fewer objects per service.',
    }));
}

/** Whether the record of a deploy's image tags fits the SSM parameter that keeps it. */
export function recordRefusals(tags: Readonly<Record<string, string>>): Refusal[] {
  const bytes = Buffer.byteLength(JSON.stringify(tags));
  if (bytes <= parameterBytes) return [];
  return [
    {
      guard: 'template-limits',
      message: `The record of the image tags of ${Object.keys(tags).length} services has ${bytes} bytes; an SSM parameter takes ${parameterBytes}.`,
      remedy: 'Shorten the names of the services, or put some of them into a stage of their own.',
    },
  ];
}
