import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Everything that has a role runs here. */
export const systemNamespace = 'kube-system';

/** A role that the pods of one service account of one cluster can take, and nobody else. */
export function podRole(
  scope: Construct,
  id: string,
  props: { readonly clusterName: string; readonly serviceAccount: string; readonly description: string },
): iam.Role {
  // EKS sends who asks as tags of the session: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
  const principal = new iam.ServicePrincipal('pods.eks.amazonaws.com', {
    conditions: {
      StringEquals: {
        'aws:RequestTag/eks-cluster-name': props.clusterName,
        'aws:RequestTag/kubernetes-namespace': systemNamespace,
        'aws:RequestTag/kubernetes-service-account': props.serviceAccount,
      },
    },
  });
  return new iam.Role(scope, id, {
    description: props.description,
    assumedBy: new iam.SessionTagsPrincipal(principal),
  });
}

/** Gives a role to the pods of a service account. */
export function associatePodRole(
  scope: Construct,
  id: string,
  props: { readonly cluster: eks.Cluster; readonly serviceAccount: string; readonly role: iam.Role },
): eks.CfnPodIdentityAssociation {
  const association = new eks.CfnPodIdentityAssociation(scope, id, {
    clusterName: props.cluster.clusterName,
    namespace: systemNamespace,
    serviceAccount: props.serviceAccount,
    roleArn: props.role.roleArn,
  });
  // Its policy too: what waits for the association shall find it allowed what it does, until it is gone again.
  association.node.addDependency(props.role);
  return association;
}
