import { fileURLToPath } from 'node:url';
import { clusterNamed } from '@eks-practice/stages/stage-named';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import { ClusterStack } from '../cluster-stack.ts';

/** An EKS cluster of stages.ts, with other settings where a test wants them. */
export function eksCluster(name: string, settings: Partial<EksCluster> = {}): Named<EksCluster> {
  const cluster = clusterNamed(name);
  if (cluster.kind !== 'eks') throw new Error(`the tests need a cluster ${name} on EKS`);
  return { ...cluster, ...settings };
}

/** Where the tests' templates go: out of git, and a folder for each of jest's workers. */
const outdir = fileURLToPath(new URL(`../../dist/cdk.out/${process.env.JEST_WORKER_ID ?? '0'}`, import.meta.url));

// CDK's own check of the template takes seconds; one test has it on.
process.env.CDK_VALIDATION = 'false';

/** The stack of such a cluster, in an app of its own. */
export function clusterStack(name: string, settings: Partial<EksCluster> = {}): ClusterStack {
  const cluster = eksCluster(name, settings);
  const context = { [DISABLE_ASSET_STAGING_CONTEXT]: true };
  const app = new App({ outdir, context, analyticsReporting: false });
  return new ClusterStack(app, 'cluster', { cluster, env: { region: cluster.region } });
}

/** The template of such a stack. */
export function clusterTemplate(name: string, settings: Partial<EksCluster> = {}): Template {
  return Template.fromStack(clusterStack(name, settings));
}

/** A resource of a template, as it is written there. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
}

/**
 * The one resource of a type whose properties contain a text.
 * @throws {Error} if there is none or more than one
 */
export function oneResource(
  template: Template,
  type: string,
  containing = '',
): TemplateResource & { readonly id: string } {
  const found = Object.entries(template.findResources(type)).filter(([, resource]) =>
    JSON.stringify(resource).includes(containing),
  );
  const [first, ...others] = found;
  if (!first || others.length > 0) throw new Error(`${found.length} resources ${type} contain ${containing}`);
  return { id: first[0], ...(first[1] as TemplateResource) };
}
