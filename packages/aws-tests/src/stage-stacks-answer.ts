import { type AwsAnswer, xml } from '@eks-practice/aws-emulator/aws-call';

/** The stack of a stage in the cluster dev, as a test wants it to be. */
export interface EmulatedStageStack {
  readonly stage: string;
  /** @default - one that the emulator would not give */
  readonly id?: string | undefined;
  /** @default 'CREATE_COMPLETE' */
  readonly status?: string;
  /** @default - long ago */
  readonly created?: Date;
  /**
   * Its time to live.
   * @default - none
   */
  readonly hours?: number;
}

/** What `DescribeStacks` answers: moto cannot make a stack that is old, or one whose deletion failed. */
export function stageStacksAnswer(stacks: readonly EmulatedStageStack[]): AwsAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>${stacks.map(member).join('')}</Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  };
}

function member(stack: EmulatedStageStack): string {
  const { stage, id = `arn:${stage}`, status = 'CREATE_COMPLETE', created = new Date(0), hours } = stack;
  const tags = {
    'eks-practice:app': 'eks-practice',
    'eks-practice:cluster': 'dev',
    'eks-practice:stage': stage,
    ...(hours === undefined ? {} : { 'eks-practice:time-to-live-hours': hours }),
  };
  const members = Object.entries(tags).map(
    ([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`,
  );
  const fields = {
    StackId: id,
    StackName: `${stage}-workloads`,
    CreationTime: created.toISOString(),
    StackStatus: status,
  };
  const elements = Object.entries(fields).map(([name, value]) => `<${name}>${xml(value)}</${name}>`);
  return `<member>${elements.join('')}<Tags>${members.join('')}</Tags></member>`;
}
