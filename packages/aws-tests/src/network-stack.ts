import { Network } from '@eks-practice/infra/cluster/network';
import {
  App,
  CfnOutput,
  CfnParameter,
  DefaultStackSynthesizer,
  Fn,
  type IStackSynthesizer,
  Stack,
  Tags,
} from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';

export const networkStackName = 'emulated-network';

export interface NetworkOptions {
  readonly outdir: string;
  /** What the stack has that a later deploy may change. */
  readonly note: string;
}

/**
 * A stack of the cluster's own network: what of the cluster's stack the emulator knows how to make. It makes no EKS add-ons, and
 * runs no custom resources.
 */
export function networkAssembly({ outdir, note }: NetworkOptions): CloudAssembly {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new NetworkStack(app, networkStackName, {
    env: { region: 'eu-central-1' },
    // A parameter that CloudFormation looks up makes the toolkit ask each time, and moto never says that nothing changed.
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
  });
  const { vpc } = new Network(stack, 'Network', { availabilityZones: 2, natGateways: 1, ecrEndpoints: false });
  new ssm.StringParameter(stack, 'Note', { parameterName: '/emulated/note', stringValue: note });
  new CfnParameter(stack, 'Purpose', { default: 'none' });
  new CfnOutput(stack, 'VpcId', { value: vpc.vpcId });
  // Moto reads the tags of a parameter in another shape than CloudFormation has them.
  Tags.of(stack).add('eks-practice:app', 'eks-practice', { excludeResourceTypes: ['AWS::SSM::Parameter'] });
  return app.synth();
}

class NetworkStack extends Stack {
  override get availabilityZones(): string[] {
    return [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs()));
  }
}
