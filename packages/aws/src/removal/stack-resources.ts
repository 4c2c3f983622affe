import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { AwsSession } from '../session.ts';
import { cloudFormation } from '../stack/stack-state.ts';
import { everyPage } from '../every-page.ts';

/** A resource of a stack. */
export interface StackResource {
  readonly logicalId: string;
  /** Its name or id in its own service; empty where it never came to be. */
  readonly physicalId: string;
  /** e.g. `AWS::EC2::NatGateway`. */
  readonly type: string;
  /** e.g. `DELETE_SKIPPED`, of what was kept when its stack was deleted. */
  readonly status: string;
}

/** @param stack its name; or its ARN, for 90 days after its deletion too */
export async function stackResources({ region }: AwsSession, stack: string): Promise<StackResource[]> {
  const pages = paginateListStackResources({ client: cloudFormation({ region }) }, { StackName: stack });
  const found = await everyPage(pages, (page) => page.StackResourceSummaries);
  return found.map(({ LogicalResourceId, PhysicalResourceId, ResourceType, ResourceStatus }) => ({
    logicalId: LogicalResourceId ?? '',
    physicalId: PhysicalResourceId ?? '',
    type: ResourceType ?? '',
    status: ResourceStatus ?? '',
  }));
}
