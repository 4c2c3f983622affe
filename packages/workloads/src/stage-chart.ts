import { services } from '@eks-practice/catalogue/services';
import type { Stage } from '@eks-practice/stages/stage';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { autoscaler } from './autoscaler.ts';
import { deployment } from './deployment.ts';
import { disruptionBudget } from './disruption-budget.ts';
import { ingress } from './ingress.ts';
import { namespace } from './namespace.ts';
import { denyAll, networkPolicy } from './network-policy.ts';
import { serviceAccount } from './service-account.ts';
import { serviceObject } from './service.ts';

export interface StageChartProps {
  readonly stage: Stage;
  /** Image references by service name, with tags. */
  readonly images: Readonly<Record<string, string>>;
}

/** Every Kubernetes object of a stage, the same for a local cluster and for EKS, in the order they are to be applied. */
export class StageChart extends Chart {
  constructor(scope: Construct, id: string, { stage, images }: StageChartProps) {
    super(scope, id, { namespace: stage.name, disableResourceNameHashes: true });
    namespace(this, stage);
    denyAll(this);
    for (const service of services) {
      const image = images[service.name];
      if (!image) throw new RangeError(`no image was given for ${service.name}`);
      serviceAccount(this, service);
      networkPolicy(this, service, stage);
      serviceObject(this, service, stage);
      ingress(this, service, stage);
      deployment(this, { service, stage, image });
      disruptionBudget(this, service);
      autoscaler(this, service, stage);
    }
  }
}
