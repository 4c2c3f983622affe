import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { tagKeys } from '../names.ts';

/**
 * Tells when 80 % of the month's budget is spent, and when the month's forecast exceeds it. What counts is what bears the
 * cluster's tag; AWS counts by a tag from the day on that it is activated as a cost allocation tag in the billing settings.
 */
export class BudgetAlarm extends Construct {
  constructor(scope: Construct, id: string, { name, monthlyBudgetUsd, budgetEmail }: Named<EksCluster>) {
    super(scope, id);
    const fromBudgets = new iam.ServicePrincipal('budgets.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    // AWS' own key for topics does not let the budgets service in.
    const key = new kms.Key(this, 'Key', {
      description: `Encrypts the budget alarm of the cluster ${name}.`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(7),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.grant(fromBudgets, 'kms:Decrypt', 'kms:GenerateDataKey*');
    const topic = new sns.Topic(this, 'Topic', {
      displayName: `Budget of the cluster ${name}`,
      masterKey: key,
      enforceSSL: true,
    });
    topic.grantPublish(fromBudgets);
    if (budgetEmail) topic.addSubscription(new EmailSubscription(budgetEmail));

    const subscribers = [{ subscriptionType: 'SNS', address: topic.topicArn }];
    const budget = new budgets.CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:${tagKeys.cluster}$${name}`] },
      },
      notificationsWithSubscribers: [
        { notification: notification('ACTUAL', 80), subscribers },
        { notification: notification('FORECASTED', 100), subscribers },
      ],
    });
    // The budget is refused while it may not publish to its topic.
    budget.node.addDependency(topic);
  }
}

function notification(
  notificationType: 'ACTUAL' | 'FORECASTED',
  percent: number,
): budgets.CfnBudget.NotificationProperty {
  return { notificationType, comparisonOperator: 'GREATER_THAN', threshold: percent, thresholdType: 'PERCENTAGE' };
}
