import { services } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import { z } from 'zod';
import { crossFaults } from './cross-faults.ts';
import { type AppInput, type Cluster, app, serviceSettings } from './model.ts';
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
function withStageDefaults(input: unknown): unknown {
  if (!isRecord(input) || !isRecord(input.stages)) return input;
  return { ...input, stages: mapValues(input.stages, withDefaults) };
}

function withDefaults(stage: unknown): unknown {
  if (!isRecord(stage)) return stage;
  const { defaults = {}, ...own } = stage;
  if (!serviceSettings.safeParse(defaults).success) return own;
  const forAll = Object.fromEntries(services.map(({ name }) => [name, {}]));
  const settings = over(forAll, own.services);
  return { ...own, services: isRecord(settings) ? mapValues(settings, (each) => over(defaults, each)) : settings };
}

/**
 * What a part says itself, and the rest from the defaults, at any depth. What is not of the defaults' kind stays as it is,
 * for the model to refuse.
 */
function over(defaults: unknown, own: unknown): unknown {
  if (own === undefined) return defaults;
  if (!isRecord(defaults) || !isRecord(own)) return own;
  const names = [...Object.keys(defaults), ...Reflect.ownKeys(own)];
  return Object.fromEntries(names.map((name) => [name, over(defaults[name as string], own[name as string])]));
}

/** As the model takes an object for a record: neither a list nor one of a class. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return z.core.util.isPlainObject(value);
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A, name: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
