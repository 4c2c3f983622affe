import { Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { adminRoleName, clusterParameters } from '../names.ts';

export interface AccessProps {
  readonly cluster: eks.Cluster;
  readonly clusterName: string;
  /** What applies Kubernetes objects: its function's ARN. */
  readonly kubectlProvider: string;
}

/** Who may administer the cluster through the Kubernetes API, and where the stages' stacks find what they need of it. */
export class Access extends Construct {
  constructor(scope: Construct, id: string, { cluster, clusterName, kubectlProvider }: AccessProps) {
    super(scope, id);
    // Whoever the account lets assume it; in AWS itself it may do nothing.
    const role = new iam.Role(this, 'AdminRole', {
      roleName: adminRoleName(clusterName, Stack.of(this).region),
      description: `Administers the cluster ${clusterName} through the Kubernetes API.`,
      assumedBy: new iam.AccountRootPrincipal(),
    });
    cluster.grantAccess('Admin', role.roleArn, [
      eks.AccessPolicy.fromAccessPolicyName('AmazonEKSClusterAdminPolicy', {
        accessScopeType: eks.AccessScopeType.CLUSTER,
      }),
    ]);

    const parameters = clusterParameters(clusterName);
    new ssm.StringParameter(this, 'KubectlProvider', {
      parameterName: parameters.kubectlProvider,
      stringValue: kubectlProvider,
    });
    new ssm.StringParameter(this, 'AdminRoleArn', {
      parameterName: parameters.adminRole,
      stringValue: role.roleArn,
    });
  }
}
