import { expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { clusterTemplate, oneResource } from './cluster-under-test.ts';

const template = clusterTemplate('dev', { monthlyBudgetUsd: 123, budgetEmail: 'owner@example.org' });

test('80 % spent and 100 % forecast of the cluster’s budget are told', () => {
  const topic = oneResource(template, 'AWS::SNS::Topic');
  const { Budget, NotificationsWithSubscribers } = oneResource(template, 'AWS::Budgets::Budget').Properties;
  expect(Budget).toEqual({
    BudgetType: 'COST',
    TimeUnit: 'MONTHLY',
    BudgetLimit: { Amount: 123, Unit: 'USD' },
    CostFilters: { TagKeyValue: ['user:eks-practice:cluster$dev'] },
  });
  expect(NotificationsWithSubscribers).toEqual(
    [
      ['ACTUAL', 80],
      ['FORECASTED', 100],
    ].map(([type, threshold]) => ({
      Notification: {
        NotificationType: type,
        Threshold: threshold,
        ThresholdType: 'PERCENTAGE',
        ComparisonOperator: 'GREATER_THAN',
      },
      Subscribers: [{ SubscriptionType: 'SNS', Address: { Ref: topic.id } }],
    })),
  );
});

test('the topic is encrypted with a key that the budgets service of this account alone may use', () => {
  const key = oneResource(template, 'AWS::KMS::Key');
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [key.id, 'Arn'] } });
  const ofBudgets = {
    Principal: { Service: 'budgets.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  };
  template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike(ofBudgets)]) },
  });
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        Match.objectLike({ ...ofBudgets, Action: 'sns:Publish' }),
      ]),
    },
  });
});

test('an address is subscribed where there is one', () => {
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'owner@example.org' });
  clusterTemplate('dev').resourceCountIs('AWS::SNS::Subscription', 0);
});
