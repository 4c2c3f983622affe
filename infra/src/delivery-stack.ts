import {
  CfnCondition,
  CfnOutput,
  CfnParameter,
  Duration,
  Fn,
  RemovalPolicy,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acceptFinding } from './accepted-finding.ts';
import type { DeliveryEnvironment } from './delivery/environments.ts';
import { githubIssuer, githubJob } from './delivery/github-trust.ts';
import { type Permission, deliveryPermissions } from './delivery/permissions.ts';

export interface DeliveryStackProps extends StackProps {
  /** The cluster's name. */
  readonly cluster: string;
  readonly environments: readonly DeliveryEnvironment[];
}

/** Names of the template's parameters. */
export const deliveryParameters = { repository: 'GitHubRepository', provider: 'GitHubIdentityProvider' } as const;

/** The output with the ARN of an environment's role. */
export function roleOutput(environment: string): string {
  return `RoleOf${environment.replaceAll(/(^|-)(.)/g, (_, _hyphen, first: string) => first.toUpperCase())}`;
}

/**
 * What lets workflows on GitHub deploy to a cluster's stages, without a key that somebody would have to keep: a role for each
 * environment, whose jobs GitHub vouches for. It holds nothing that costs.
 */
export class DeliveryStack extends Stack {
  constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    super(scope, id, props);
    const { cluster, environments } = props;
    const { valueAsString: repository } = new CfnParameter(this, deliveryParameters.repository, {
      description: 'The repository on GitHub: owner/name, or owner-1/name-2 where its tokens carry the numbers.',
      allowedPattern: '^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$',
    });
    const provider = this.identityProvider();
    for (const { name, refs, stages } of environments) {
      const role = new iam.Role(this, `Role-${name}`, {
        assumedBy: githubJob({ provider, repository, environment: name, refs }),
        description: `Deploys ${stages.join(', ')} to cluster ${cluster}, from the environment ${name} on GitHub.`,
        // A cluster takes some 20 minutes to make, and longer to get new nodes.
        maxSessionDuration: Duration.hours(2),
      });
      for (const permission of deliveryPermissions(this, { cluster, stages })) this.grant(role, permission);
      new CfnOutput(this, roleOutput(name), { value: role.roleArn });
    }
  }

  /**
   * GitHub's identity provider, of which an account can have but one. It stays when this stack goes: other roles may trust it.
   * @returns its ARN, whoever made it
   */
  private identityProvider(): string {
    const { valueAsString } = new CfnParameter(this, deliveryParameters.provider, {
      description: "Whether the account has GitHub's identity provider already.",
      allowedValues: ['new', 'existing'],
      default: 'new',
    });
    const isNew = new CfnCondition(this, 'ProviderIsNew', { expression: Fn.conditionEquals(valueAsString, 'new') });
    const provider = new iam.CfnOIDCProvider(this, 'GitHub', {
      url: `https://${githubIssuer}`,
      clientIdList: ['sts.amazonaws.com'],
    });
    provider.cfnOptions.condition = isNew;
    provider.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const existing = `arn:${this.partition}:iam::${this.account}:oidc-provider/${githubIssuer}`;
    return Fn.conditionIf(isNew.logicalId, provider.attrArn, existing).toString();
  }

  private grant(role: iam.Role, { statement, because }: Permission): void {
    role.addToPolicy(statement);
    if (because === undefined) return;
    const patterns = statement.resources.filter((resource) => resource.includes('*'));
    const findings = patterns.map((pattern) => `Resource::${withNames(this.resolve(pattern))}`);
    acceptFinding(role, { rule: 'IAM5', findings, because });
  }
}

/** As the security rules write a text with references in it: `arn:<AWS::Partition>:...`. */
function withNames(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  const { Ref, 'Fn::Join': join } = resolved as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  return join ? join[1].map(withNames).join(join[0]) : `<${Ref}>`;
}
