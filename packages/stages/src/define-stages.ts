import { services } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import type { z } from 'zod';
import { type AppInput, type Cluster, app, serviceSettings } from './model.ts';
import type { App, Stage } from './stage.ts';

/**
 * Checks the clusters and stages and fills in the defaults.
 * @throws {UserError} `invalid-stages`, listing every fault at once
 */
export function defineStages(input: AppInput): App {
  const parsed = app.safeParse(input);
  const faults = [...(parsed.error?.issues ?? []).map(describe), ...crossFaults(input)];
  if (!parsed.success || faults.length > 0) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    throw new UserError(`The stages have ${count}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`, {
      code: 'invalid-stages',
      remedy: 'Correct packages/stages/src/stages.ts.',
    });
  }
  const { clusters, stages } = parsed.data;
  const withDefaults = Object.entries(stages).map(([name, settings]): [string, Stage] => [
    name,
    {
      ...settings,
      name,
      cluster: { ...(clusters[settings.cluster] as Cluster), name: settings.cluster },
      services: Object.fromEntries(
        services.map((service) => [service.name, settings.services[service.name] ?? serviceSettings.parse({})]),
      ),
    },
  ]);
  return Object.fromEntries(withDefaults);
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`;
}

/** What one field cannot tell: names that lead to nothing. */
function crossFaults(input: AppInput): string[] {
  const known = services.map(({ name }) => name);
  return Object.entries(input.stages).flatMap(([name, stage]) => [
    ...(Object.hasOwn(input.clusters, stage.cluster)
      ? []
      : [
          `stages.${name}.cluster: there is no cluster "${stage.cluster}" (there is: ${Object.keys(input.clusters).join(', ')})`,
        ]),
    ...Object.keys(stage.services ?? {})
      .filter((service) => !known.includes(service))
      .map((service) => `stages.${name}.services.${service}: there is no such service (there is: ${known.join(', ')})`),
  ]);
}
