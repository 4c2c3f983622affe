import { features } from '../ablation/features.ts';
import { patched } from '../ablation/patched.ts';
import { bundleChanged } from '../bundle-contender.ts';
import { type PartContext, connections, warmUpLoad } from '../measurement.ts';
import { Pair } from '../processes/pair.ts';
import { ServerPorts } from '../processes/server-ports.ts';
import type { RequestFigures } from '../results.ts';
import { spreadOf } from '../spread.ts';
import { allFeatures } from '../why-missed.ts';

const everything = { name: allFeatures, without: 'what NestJS, Fastify and the making of names cost by themselves' };

/** Our services with each feature taken out in turn, and with all of them: by CPU time, of which each is a sum. */
export async function measureFeatures(context: PartContext): Promise<Pick<RequestFigures, 'whole' | 'features'>> {
  const { directory, pinned, progress, rounds, seconds } = context;
  const variants = [...features, { ...everything, patches: features.flatMap(({ patches }) => patches) }];
  const ports = new ServerPorts();
  await using pairs = new AsyncDisposableStack();
  const start = async (name: string, patches: Parameters<typeof patched>[0]) => {
    progress(`starting ${name}`);
    const bundles = await bundleChanged(name, patched(patches));
    const pair = pairs.use(await Pair.start({ name, bundles, firstPort: await ports.four(), directory, pinned }));
    await pair.warmUp(warmUpLoad);
    return pair;
  };
  const whole = await start('whole', []);
  const without = new Map<string, Pair>();
  for (const { name, patches } of variants) {
    without.set(name, await start(`without-${name.replaceAll(' ', '-')}`, patches));
  }
  const costOf = async (pair: Pair) => (await pair.measure('users', connections, seconds)).cpuMicroseconds;
  const wholes: number[] = [];
  const savings = new Map(variants.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    progress(`features, round ${round + 1} of ${rounds}`);
    const cost = await costOf(whole);
    wholes.push(cost);
    for (const [name, pair] of without) savings.get(name)?.push(cost - (await costOf(pair)));
  }
  return {
    whole: spreadOf(wholes),
    features: variants.map(({ name, without: left }) => ({
      name,
      without: left,
      cost: spreadOf(savings.get(name) ?? []),
    })),
  };
}
