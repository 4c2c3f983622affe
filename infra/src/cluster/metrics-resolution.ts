import { measuringArguments, metricsServer } from '@eks-practice/workloads/metrics-server';
import { CfnResource } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import type { Construct } from 'constructs';
import { addOnVersions } from './add-on-versions.ts';
import { serviceTimeoutSeconds } from './chart-release.ts';

/** How often EKS's add-on metrics-server measures as it comes; the manifest that it is made of says so. */
export const addOnResolutionSeconds = 15;

/**
 * Has EKS's add-on metrics-server measure at another rate. No public record shows that its configuration schema takes
 * arguments, and a value that it does not take would fail the stack: so they are added to the Deployment. Of an argument
 * that stands twice the last one counts.
 */
export function metricsResolution(scope: Construct, cluster: eks.Cluster, seconds: number): eks.KubernetesPatch {
  const patch = new eks.KubernetesPatch(scope, 'MetricsResolution', {
    // CDK's class does not fit its own interface where an absent property may not be undefined.
    cluster: cluster as eks.ICluster,
    resourceName: `deployment/${metricsServer.name}`,
    resourceNamespace: metricsServer.namespace,
    patchType: eks.PatchType.JSON,
    applyPatch: [
      ...measuringArguments(seconds).map(addArgument),
      // Another version of the add-on brings its own arguments, and another patch puts ours to them again.
      { op: 'add', path: '/metadata/annotations/eks-practice~1patched', value: addOnVersions['metrics-server'] },
    ],
    restorePatch: measuringArguments(addOnResolutionSeconds).map(addArgument),
  });
  const resource = patch.node.findChild('Resource').node.defaultChild;
  if (!(resource instanceof CfnResource)) throw new Error('a KubernetesPatch has no CloudFormation resource');
  resource.addPropertyOverride('ServiceTimeout', serviceTimeoutSeconds);
  return patch;
}

function addArgument(value: string): object {
  return { op: 'add', path: '/spec/template/spec/containers/0/args/-', value };
}
