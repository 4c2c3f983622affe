import { services } from '@eks-practice/catalogue/services';
import { type AppInput, type StageInput, serviceSettings } from './model.ts';
import { previewNumber } from './preview-stage.ts';

/** A stage's name is its namespace's: one of these would take over what is there, and remove it in the end. */
const reservedNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'monitoring'];

/** What one field cannot tell: names that lead to nothing, and settings that do not go together. */
export function crossFaults(input: AppInput): string[] {
  const ofStages = Object.entries(input.stages).flatMap(([name, stage]) => stageFaults(input, name, stage));
  return [...ofStages, ...previewFaults(input)];
}

function stageFaults({ clusters, previews }: AppInput, name: string, stage: StageInput): string[] {
  const at = `stages.${name}`;
  const known = services.map((service) => service.name);
  const kind = clusters[stage.cluster]?.kind;
  return [
    ...when(
      !Object.hasOwn(clusters, stage.cluster),
      `${at}.cluster: there is no cluster "${stage.cluster}" (there is: ${Object.keys(clusters).join(', ')})`,
    ),
    ...Object.keys(stage.services ?? {})
      .filter((service) => !known.includes(service))
      .map((service) => `${at}.services.${service}: there is no such service (there is: ${known.join(', ')})`),
    ...when(
      kind === 'local' && stage.ingress === 'alb',
      `${at}.ingress: is 'alb', which only EKS has, but its cluster is local. Leave it out`,
    ),
    ...when(
      previews !== undefined && previewNumber(name) !== undefined,
      `${at}: the names pr-<number> are the previews'. Call it something else, or take \`previews\` away`,
    ),
    ...when(
      reservedNamespaces.includes(name),
      `${at}: is the name of a namespace that the cluster has for itself. Call it something else`,
    ),
    ...defaultsFaults(at, stage),
  ];
}

function defaultsFaults(at: string, { defaults = {} }: StageInput): string[] {
  const issues = serviceSettings.safeParse(defaults).error?.issues ?? [];
  return issues.map(({ path, message }) => [at, 'defaults', ...path].join('.') + `: ${message}`);
}

function previewFaults({ clusters, stages, previews }: AppInput): string[] {
  if (!previews) return [];
  const from = stages[previews.from];
  if (!from) {
    return [`previews.from: there is no stage "${previews.from}" (there is: ${Object.keys(stages).join(', ')})`];
  }
  return when(
    clusters[from.cluster]?.kind === 'local',
    `previews.from: stage "${previews.from}" is local; previews need one that runs on EKS`,
  );
}

function when(isSo: boolean, fault: string): string[] {
  return isSo ? [fault] : [];
}
