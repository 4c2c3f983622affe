import { app as stages } from '@eks-practice/stages/stages';
import { App } from 'aws-cdk-lib';
import { stageStacks } from './stage-stacks.ts';

const app = new App({ outdir: 'cdk.out' });
stageStacks(app, stages);
app.synth();
