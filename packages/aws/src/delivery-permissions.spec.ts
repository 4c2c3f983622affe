import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { synthesizeDelivery } from '@eks-practice/infra/delivery/synthesize-delivery';
import { clusterNamed } from '@eks-practice/stages/stage-named';
import { app } from '@eks-practice/stages/stages';
import { expect, test } from '@jest/globals';

// The template is validated where it is tested, in infra; here that would only take time.
process.env.CDK_VALIDATION = 'false';

/** How IAM calls what a client is for, where its name differs. */
const services: Readonly<Record<string, string>> = {
  'cloudwatch-logs': 'logs',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  'resource-groups-tagging-api': 'tag',
};

/** What only a person does, with credentials of their own: to remove or upgrade a cluster. */
const byPeople = [
  'ec2:DeleteNetworkInterface',
  'eks:DescribeAddonVersions',
  'eks:DescribeInsight',
  'eks:DescribeNodegroup',
  'eks:ListInsights',
  'eks:ListNodegroups',
  'eks:UpdateClusterConfig',
  'logs:DescribeLogGroups',
];

/** Needs no permission. */
const free = ['sts:GetCallerIdentity'];

/** The actions of IAM that this package's source asks for: its imports from the clients name them. */
async function asked(): Promise<string[]> {
  const actions = new Set<string>();
  for await (const file of glob('**/*.ts', { cwd: import.meta.dirname })) {
    if (file.endsWith('.spec.ts')) continue;
    const source = await readFile(path.join(import.meta.dirname, file), 'utf8');
    for (const [, names = '', client = ''] of source.matchAll(
      /import \{([^}]*)\} from '@aws-sdk\/client-([a-z0-9-]+)'/g,
    )) {
      for (const [, command, page] of names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g)) {
        actions.add(`${services[client] ?? client}:${command ?? page}`);
      }
    }
  }
  return [...actions].sort();
}

function allowed(): string[] {
  const cluster = clusterNamed('dev');
  if (cluster.kind !== 'eks') throw new Error('the test needs dev to be on EKS');
  const { template } = synthesizeDelivery(cluster, app).getStackByName('dev-delivery');
  const { Resources } = template as { Resources: Record<string, { Type: string; Properties: PolicyProperties }> };
  const policies = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement.flatMap(({ Action }) => Action));
}

interface PolicyProperties {
  readonly PolicyDocument: { readonly Statement: readonly { readonly Action: string | readonly string[] }[] };
}

test('the roles of the workflows may do all that the tool asks AWS for', async () => {
  const actions = await asked();
  expect(actions).toEqual(expect.arrayContaining(['cloudformation:DescribeStacks', 'ssm:GetParameter']));
  const may = new Set(allowed());
  // Exactly what is listed above: an entry that nothing asks for any more has to go.
  expect(actions.filter((action) => !may.has(action))).toEqual([...byPeople, ...free].sort());
}, 120_000);
