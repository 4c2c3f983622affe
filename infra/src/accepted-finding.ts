import { Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A finding of the security rules (cdk-nag's AwsSolutions) that stays as it is. */
export interface AcceptedFinding {
  /** The rule, e.g. `IAM4`. */
  readonly rule: string;
  /**
   * Which findings of the rule, for one that has several.
   * @default - the rule has but one
   */
  readonly findings?: readonly string[];
  /** Why it stays. */
  readonly because: string;
}

/** Accepts a finding on a construct and all below it. */
export function acceptFinding(construct: Construct, { rule, findings, because }: AcceptedFinding): void {
  const id = `AwsSolutions-${rule}`;
  const ids = findings ? findings.map((finding) => `${id}[${finding}]`) : [id];
  Validations.of(construct).acknowledge(...ids.map((each) => ({ id: each, reason: because })));
}

/** The finding of a policy that AWS manages, by the policy's name. */
export function managedPolicy(name: string): string {
  return `Policy::arn:<AWS::Partition>:iam::aws:policy/${name}`;
}
