import { UserError } from '@eks-practice/errors/user-error';
import { type EarlierDeploy, earlierDeploys } from '@eks-practice/aws/deploy-history';
import { registryOf } from '@eks-practice/aws/registry/image-names';
import { missingImages } from '@eks-practice/aws/registry/registry';
import { type AwsSession, clusterSession } from '@eks-practice/aws/session';
import { repositoryName } from '@eks-practice/infra/names';
import { type EksStage, type Stage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { commandLine } from '../command-line.ts';
import { deployNumber, rollbackChoice, sameImages } from '../deploy/rollback-choice.ts';
import { onCluster } from '../lock/on-cluster.ts';
import type { GlobalOptions } from '../options.ts';
import { printHeader } from '../output/header.ts';
import { table } from '../output/table.ts';
import { placeOf } from '../place/place.ts';
import { outputsText } from '../place/stage-outputs.ts';

export interface RollbackOptions extends GlobalOptions {
  /** The number of an earlier deploy. */
  readonly to?: string;
  readonly list: boolean;
}

/** Deploys the images of an earlier deploy again; the settings stay those of stages.ts. */
export async function rollback({ stage: name, json, to, list }: RollbackOptions): Promise<void> {
  const stage = requireEks(stageNamed(name));
  // Before AWS is asked for anything.
  if (to !== undefined) deployNumber(stage, to);
  const session = await clusterSession(stage.cluster);
  const deploys = await earlierDeploys(session, stage);
  if (list) {
    console.log(json ? JSON.stringify(deploys, undefined, 2) : listText(stage, deploys));
    return;
  }
  const chosen = rollbackChoice(stage, deploys, to);
  await requireImages(session, stage, chosen);
  if (!json) printHeader(stage, session);
  const place = await placeOf(stage);
  const goOn = commandLine(`rollback --to ${chosen.number}`, name);
  const deployed = await onCluster('rollback', place.held, (signal) =>
    place.deploy({ tags: chosen.tags, quiet: json, signal, goOn }),
  );
  const { number, at } = chosen;
  const heading = `Stage ${name} runs the images of deploy ${number} again, of ${at.toISOString()}.`;
  console.log(
    json
      ? JSON.stringify({ ...deployed, rolledBackTo: number }, undefined, 2)
      : `\n${heading}\n${outputsText(deployed)}`,
  );
}

function requireEks(stage: Stage): EksStage {
  if (isOnEks(stage)) return stage;
  throw new UserError(`Stage ${stage.name} runs on this machine, where no earlier deploys are kept.`, {
    code: 'not-on-eks',
    remedy: `Check out the sources that it is to run, and deploy them: ${commandLine('deploy', stage.name)}`,
  });
}

/** @throws {UserError} `images-expired` where the registry no longer has them */
async function requireImages(session: AwsSession, stage: EksStage, { number, tags }: EarlierDeploy): Promise<void> {
  const missing = await missingImages(session, stage, tags);
  if (missing.length === 0) return;
  const images = missing.map((service) => `${repositoryName(stage.cluster.name, service)}:${tags[service]}`);
  throw new UserError(
    `The registry ${registryOf(session)} no longer has the images of deploy ${number}: ${images.join(', ')}.`,
    {
      code: 'images-expired',
      remedy: `Choose a later deploy (${commandLine('rollback --list', stage.name)}), or check out the sources of that time and deploy them.`,
    },
  );
}

/** The deploys as a person reads them, the latest first. */
function listText({ name, services }: EksStage, deploys: readonly EarlierDeploy[]): string {
  const present = deploys.at(-1);
  if (!present) return `Stage ${name} is not deployed. To deploy: ${commandLine('deploy', name)}`;
  const columns = [...new Set([...Object.keys(services), ...deploys.flatMap(({ tags }) => Object.keys(tags))])];
  return table([
    ['deploy', 'at', ...columns, ''],
    ...deploys
      .toReversed()
      .map((deploy) => [
        String(deploy.number),
        deploy.at.toISOString().replace(/\.\d+Z$/, 'Z'),
        ...columns.map((service) => deploy.tags[service] ?? '–'),
        deploy === present ? 'present' : sameImages(deploy, present) ? 'the same images' : '',
      ]),
  ]);
}
