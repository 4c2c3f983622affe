import { App, BootstraplessSynthesizer, type IStackSynthesizer, Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';

/** The least that can be deployed, and needs no bootstrapped account: for what happens around it. */
export function noteAssembly(outdir: string, name: string): CloudAssembly {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, name, {
    env: { region: 'eu-central-1' },
    synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
  });
  new ssm.StringParameter(stack, 'Note', { parameterName: '/emulated/note', stringValue: 'note' });
  return app.synth();
}
