import {
  DescribeAddonVersionsCommand,
  DescribeInsightCommand,
  DescribeNodegroupCommand,
  EKSClient,
  paginateListInsights,
  paginateListNodegroups,
} from '@aws-sdk/client-eks';
import { answeredByAws } from '../aws-error.ts';
import { describeCluster } from './describe-cluster.ts';
import { everyPage } from '../every-page.ts';
import type { AwsSession } from '../session.ts';
import type { Template } from '../stack/stack-state.ts';

/** A cluster as an upgrade finds it. */
export interface UpgradeFacts {
  readonly cluster: string;
  /** Of the control plane, e.g. `1.35`. */
  readonly version: string;
  /** e.g. `ACTIVE`. */
  readonly status: string;
  readonly nodeGroups: readonly { readonly name: string; readonly version: string; readonly status: string }[];
  /** What EKS has found about the next version. */
  readonly insights: readonly Insight[];
  /** The add-ons that the stack will have, and whether EKS has that version for the next one. */
  readonly addOns: readonly { readonly name: string; readonly version: string; readonly fits: boolean }[];
  /** Of the kubectl that will apply objects, e.g. `1.36.3`; nothing where the template does not tell. */
  readonly kubectlVersion: string | undefined;
}

export interface Insight {
  readonly name: string;
  /** `PASSING`, `WARNING`, `ERROR` or `UNKNOWN`. */
  readonly status: string;
  /** EKS' own words on what to do. */
  readonly recommendation: string;
}

/** @returns the control plane's version and state; nothing where there is no such cluster */
export async function controlPlane(
  session: AwsSession,
  name: string,
): Promise<Pick<UpgradeFacts, 'version' | 'status'> | undefined> {
  const found = await describeCluster(session, name);
  return found && { version: found.version ?? '', status: found.status ?? '' };
}

/**
 * Asks EKS for all that speaks for or against taking a cluster to the next version.
 * @param to the version after the upgrade, e.g. `1.36`
 * @param template of the cluster's stack, as the upgrade will deploy it
 */
export async function upgradeFacts(
  session: AwsSession,
  cluster: string,
  {
    to,
    template,
    ...now
  }: Pick<UpgradeFacts, 'version' | 'status'> & { readonly to: string; readonly template: Template },
): Promise<UpgradeFacts> {
  const client = new EKSClient({ region: session.region });
  const [nodeGroups, insights, addOns] = await Promise.all([
    answeredByAws(nodeGroupsOf(client, cluster)),
    answeredByAws(insightsOf(client, cluster, to)),
    answeredByAws(addOnsOf(client, to, template)),
  ]);
  return { cluster, ...now, nodeGroups, insights, addOns, kubectlVersion: kubectlVersion(template) };
}

async function nodeGroupsOf(client: EKSClient, clusterName: string): Promise<UpgradeFacts['nodeGroups']> {
  const names = await everyPage(paginateListNodegroups({ client }, { clusterName }), (page) => page.nodegroups);
  return Promise.all(
    names.map(async (name) => {
      const answer = await client.send(new DescribeNodegroupCommand({ clusterName, nodegroupName: name }));
      const { version = '', status = '' } = answer.nodegroup ?? {};
      return { name, version, status };
    }),
  );
}

async function insightsOf(client: EKSClient, clusterName: string, to: string): Promise<Insight[]> {
  const filter = { categories: ['UPGRADE_READINESS' as const], kubernetesVersions: [to] };
  const found = await everyPage(paginateListInsights({ client }, { clusterName, filter }), (page) => page.insights);
  return Promise.all(
    found.map(async ({ id, name = '', insightStatus: { status = 'UNKNOWN' } = {} }) => {
      if (status === 'PASSING') return { name, status, recommendation: '' };
      const { insight } = await client.send(new DescribeInsightCommand({ clusterName, id }));
      return { name, status, recommendation: insight?.recommendation ?? '' };
    }),
  );
}

async function addOnsOf(client: EKSClient, to: string, template: Template): Promise<UpgradeFacts['addOns']> {
  const wanted = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::EKS::Addon');
  return Promise.all(
    wanted.map(async ({ Properties = {} }) => {
      const [name, version] = [String(Properties.AddonName), String(Properties.AddonVersion)];
      const request = new DescribeAddonVersionsCommand({ addonName: name, kubernetesVersion: to });
      const { addons = [] } = await client.send(request);
      const versions = addons.flatMap(({ addonVersions = [] }) =>
        addonVersions.map(({ addonVersion }) => addonVersion),
      );
      return { name, version, fits: versions.includes(version) };
    }),
  );
}

/** CDK's layer says in its description what is in it. */
function kubectlVersion({ Resources }: Template): string | undefined {
  const layers = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::LayerVersion');
  return layers
    .map(({ Properties }) => /kubectl (\d+\.\d+\.\d+)/.exec(String(Properties?.Description))?.[1])
    .find((version) => version !== undefined);
}
