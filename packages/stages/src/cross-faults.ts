import { services } from '@eks-practice/catalogue/services';
import { type Legible, type LegibleStage, legible } from './legible.ts';
import { serviceSettings } from './model.ts';
import { previewNumber } from './preview-stage.ts';

/** A stage's name is its namespace's: one of these would take over what is there, and remove it in the end. */
const reservedNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'monitoring'];

/** What one field cannot tell: names that lead to nothing, and settings that do not go together. */
export function crossFaults(input: unknown): string[] {
  const app = legible(input);
  const ofStages = Object.entries(app.stages).flatMap(([name, stage]) => stageFaults(app, name, stage));
  return [...ofStages, ...previewFaults(app)];
}

function stageFaults({ clusters, previews }: Legible, name: string, stage: LegibleStage): string[] {
  const at = `stages.${name}`;
  const known = services.map((service) => service.name);
  const { cluster } = stage;
  const kind = cluster === undefined ? undefined : clusters[cluster]?.kind;
  return [
    ...when(
      cluster !== undefined && !Object.hasOwn(clusters, cluster),
      `${at}.cluster: there is no cluster "${cluster}" (there is: ${Object.keys(clusters).join(', ')})`,
    ),
    ...Object.keys(stage.services)
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

function defaultsFaults(at: string, { defaults = {} }: LegibleStage): string[] {
  const issues = serviceSettings.safeParse(defaults).error?.issues ?? [];
  return issues.map(({ path, message }) => [at, 'defaults', ...path.map(String)].join('.') + `: ${message}`);
}

function previewFaults({ clusters, stages, previews }: Legible): string[] {
  if (previews?.from === undefined) return [];
  const from = Object.hasOwn(stages, previews.from) ? stages[previews.from] : undefined;
  if (!from) {
    return [`previews.from: there is no stage "${previews.from}" (there is: ${Object.keys(stages).join(', ')})`];
  }
  return when(
    from.cluster !== undefined && clusters[from.cluster]?.kind === 'local',
    `previews.from: stage "${previews.from}" is local; previews need one that runs on EKS`,
  );
}

function when(isSo: boolean, fault: string): string[] {
  return isSo ? [fault] : [];
}
