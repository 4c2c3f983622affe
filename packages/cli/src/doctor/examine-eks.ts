import { requireBootstrap } from '@eks-practice/aws/stack/bootstrap';
import { clusterAccess } from '@eks-practice/aws/cluster/cluster-access';
import { type AwsSession, clusterSession } from '@eks-practice/aws/session';
import { UserError } from '@eks-practice/errors/user-error';
import { stageRefusals } from '@eks-practice/guards/stage-refusals';
import { run } from '@eks-practice/machine/run';
import type { EksStage } from '@eks-practice/stages/stage';
import { examineDocker, readDocker } from './docker.ts';
import type { Finding } from './finding.ts';
import { examineNode } from './node.ts';
import { proxyFinding } from './proxy.ts';

/** Looks at everything that a deploy of the stage needs, on this machine and in AWS, and changes nothing. */
export async function examineEks(stage: EksStage): Promise<Finding[]> {
  const docker = await orMistake(readDocker());
  const session = await orMistake(clusterSession(stage.cluster));
  return [
    ...(await examineNode()),
    await examineDocker(docker),
    proxyFinding(docker instanceof UserError ? undefined : docker),
    await examineKubectl(),
    stageFinding(stage),
    ...awsFindings(stage, session, await inAws(stage, session)),
  ];
}

/** What of AWS is in place; nothing where AWS could not be asked. */
export interface InAws {
  readonly bootstrap: UserError | undefined;
  /** The control plane's Kubernetes version. */
  readonly cluster: string | UserError;
}

async function inAws({ cluster }: EksStage, session: AwsSession | UserError): Promise<InAws | undefined> {
  if (session instanceof UserError) return undefined;
  const [bootstrap, access] = await Promise.all([
    orMistake(requireBootstrap(session, cluster)),
    orMistake(clusterAccess(session, cluster)),
  ]);
  return {
    bootstrap: bootstrap instanceof UserError ? bootstrap : undefined,
    cluster: access instanceof UserError ? access : access.version,
  };
}

/** @param found undefined where there was no session to find it with */
export function awsFindings(
  { cluster }: EksStage,
  session: AwsSession | UserError,
  found: InAws | undefined,
): Finding[] {
  const region: Finding = { name: 'AWS region', state: 'ok', found: cluster.region };
  if (session instanceof UserError) return [mistake('AWS account', session), region];
  const account: Finding = { name: 'AWS account', state: 'ok', found: `${session.account} (${session.callerArn})` };
  if (!found) return [account, region];
  return [
    account,
    region,
    found.bootstrap
      ? mistake('CDK bootstrap', found.bootstrap)
      : { name: 'CDK bootstrap', state: 'ok', found: 'the account and region are prepared' },
    found.cluster instanceof UserError
      ? mistake('EKS cluster', found.cluster)
      : { name: 'EKS cluster', state: 'ok', found: `${cluster.name}, Kubernetes ${found.cluster}` },
  ];
}

function mistake(name: string, { message, remedy }: UserError): Finding {
  return { name, state: 'missing', found: message, remedy };
}

/** What the guards have against the stage, as a deploy would say it. */
export function stageFinding(stage: EksStage): Finding {
  const refusals = stageRefusals(stage);
  const name = 'Guards';
  if (refusals.length === 0) return { name, state: 'ok', found: `nothing speaks against stage ${stage.name}` };
  return {
    name,
    state: 'missing',
    found: refusals.map(({ message }) => message).join(' '),
    remedy: refusals.map(({ remedy }) => remedy).join(' '),
  };
}

async function examineKubectl(): Promise<Finding> {
  const { exitCode, stdout } = await run('kubectl', ['version', '--client'], { acceptFailure: true });
  const version = /v\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? 'there';
  return { name: 'kubectl', state: 'ok', found: exitCode === 0 ? version : 'none; the tool itself needs none' };
}

async function orMistake<T>(answer: Promise<T>): Promise<T | UserError> {
  return answer.catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
}
