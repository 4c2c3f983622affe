import { type ParameterHistory, SSMClient, paginateGetParameterHistory } from '@aws-sdk/client-ssm';
import { deployedImagesParameter } from '@eks-practice/infra/names';
import type { EksStage } from '@eks-practice/stages/stage';
import { unlessNamed } from './aws-error.ts';
import { everyPage } from './every-page.ts';
import type { AwsSession } from './session.ts';

/** A deploy of a stage that changed its images. */
export interface EarlierDeploy {
  /** Counts up from 1; a stage that was removed begins anew. */
  readonly number: number;
  readonly at: Date;
  /** Image tags by service. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The deploys of a stage, the oldest first, the present one last; none where it is not deployed. SSM keeps the last 100.
 * What somebody wrote to the parameter that is no list of tags is no deploy.
 */
export async function earlierDeploys({ region }: AwsSession, stage: EksStage): Promise<EarlierDeploy[]> {
  const name = deployedImagesParameter(stage.name);
  const pages = paginateGetParameterHistory({ client: new SSMClient({ region }), pageSize: 50 }, { Name: name });
  const versions = (await everyPage(pages, (page) => page.Parameters).catch(unlessNamed('ParameterNotFound'))) ?? [];
  return versions.flatMap(deployOf).sort((a, b) => a.number - b.number);
}

function deployOf({ Version: number, LastModifiedDate: at, Value: text = '' }: ParameterHistory): EarlierDeploy[] {
  const tags = tagsIn(text);
  return tags && number !== undefined && at ? [{ number, at, tags }] : [];
}

function tagsIn(text: string): Record<string, string> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.values(value).every((tag) => typeof tag === 'string') ? (value as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}
