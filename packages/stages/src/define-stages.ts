import { services } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import type { z } from 'zod';
import { crossFaults } from './cross-faults.ts';
import { type AppInput, type Cluster, type StageInput, app, serviceSettings } from './model.ts';
import type { App, Named, Stage } from './stage.ts';

/**
 * Checks the clusters and stages and fills in the defaults.
 * @throws {UserError} `invalid-stages`, listing every fault at once
 */
export function defineStages(input: AppInput): App {
  const parsed = app.safeParse(withStageDefaults(input));
  const faults = new Set([...(parsed.error?.issues ?? []).map(describe), ...crossFaults(input)]);
  if (!parsed.success || faults.size > 0) {
    const count = faults.size === 1 ? '1 fault' : `${faults.size} faults`;
    throw new UserError(`The stages have ${count}:\n${[...faults].map((fault) => `  - ${fault}`).join('\n')}`, {
      code: 'invalid-stages',
      remedy: 'Correct packages/stages/src/stages.ts.',
    });
  }
  const clusters = mapValues(parsed.data.clusters, (cluster, name): Named<Cluster> => ({ ...cluster, name }));
  const stages = mapValues(parsed.data.stages, (settings, name): Stage => ({
    ...settings,
    name,
    cluster: clusters[settings.cluster] as Named<Cluster>,
  }));
  return { clusters, stages, previews: parsed.data.previews };
}

/**
 * Gives every service of the catalogue what its stage says for all, where it says nothing itself. Where `defaults` is at
 * fault it stays, and is reported once rather than for each service.
 */
function withStageDefaults(input: AppInput): unknown {
  return {
    ...input,
    stages: mapValues(input.stages, (stage) => (hasSoundDefaults(stage) ? merged(stage) : bare(stage))),
  };
}

function bare(stage: StageInput): unknown {
  return Object.fromEntries(Object.entries(stage).filter(([key]) => key !== 'defaults'));
}

function hasSoundDefaults({ defaults = {} }: StageInput): boolean {
  return serviceSettings.safeParse(defaults).success;
}

function merged({ defaults = {}, ...stage }: StageInput): unknown {
  const names = new Set([...services.map(({ name }) => name), ...Object.keys(stage.services ?? {})]);
  const settings = [...names].map((name) => {
    const own = stage.services?.[name] ?? {};
    return [
      name,
      {
        ...own,
        scaling: {
          ...defaults.scaling,
          ...own.scaling,
          scaleUp: { ...defaults.scaling?.scaleUp, ...own.scaling?.scaleUp },
        },
        resources: { ...defaults.resources, ...own.resources },
      },
    ];
  });
  return { ...stage, services: Object.fromEntries(settings) };
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`;
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A, name: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
