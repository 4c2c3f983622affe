import { isOnEks } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import { synthesize } from './synthesize.ts';

synthesize(Object.values(app.stages).filter(isOnEks), { outdir: 'cdk.out', lint: true });
