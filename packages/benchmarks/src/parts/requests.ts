import { bundlePath } from '@eks-practice/images/bundle';
import { type Bundles, bundlePeer } from '../bundle-contender.ts';
import { contenders, ours } from '../contenders/contenders.ts';
import { loadFigures } from '../load-figures.ts';
import { type PartContext, connections, warmUpLoad } from '../measurement.ts';
import { type Measured, Pair, type Target } from '../processes/pair.ts';
import { ServerPorts } from '../processes/server-ports.ts';
import type { RequestFigures } from '../results.ts';
import { ratioOf } from '../spread.ts';
import { measureFeatures } from './features.ts';
import { profiled } from './profile.ts';

/** The services as they were built for their images. */
export const builtBundles: Bundles = { 'user-api': bundlePath('user-api'), api: bundlePath('api') };

/** How many requests a second we and others answer, and what of ours costs how much of it. */
export async function measureRequests(context: PartContext): Promise<RequestFigures> {
  const { pinned, progress, seconds } = context;
  const rounds = await measureContenders(context);
  const { features, whole } = await measureFeatures(context);
  progress('where time goes');
  const profile = await profiled(context);
  return {
    connections,
    seconds,
    pinned,
    contenders: contenders.map(({ name, title }) => ({
      name,
      title,
      users: loadFigures(rounds.of(name, 'users')),
      userApi: loadFigures(rounds.of(name, 'user-api')),
    })),
    ratios: {
      usersVsSeed: rounds.ratio('users', 'seed'),
      usersVsRaw: rounds.ratio('users', 'raw'),
      userApiVsSeed: rounds.ratio('user-api', 'seed'),
    },
    whole,
    features,
    profile,
  };
}

/** The rounds of every contender and target. */
class Rounds {
  private readonly measured = new Map<string, Measured[]>();

  add(contender: string, target: Target, round: Measured): void {
    const key = `${contender} ${target}`;
    this.measured.set(key, [...(this.measured.get(key) ?? []), round]);
  }

  of(contender: string, target: Target): readonly Measured[] {
    return this.measured.get(`${contender} ${target}`) ?? [];
  }

  ratio(target: Target, against: string) {
    const rates = (contender: string) => this.of(contender, target).map(({ requestsPerSecond }) => requestsPerSecond);
    return ratioOf(rates(ours.name), rates(against));
  }
}

/** All run all the time, and take turns: what happens to the machine meanwhile happens to all of them. */
async function measureContenders(context: PartContext): Promise<Rounds> {
  const { directory, pinned, progress, rounds, seconds } = context;
  const ports = new ServerPorts();
  await using pairs = new AsyncDisposableStack();
  const running: Pair[] = [];
  for (const { name } of contenders) {
    progress(`starting ${name}`);
    const bundles = name === ours.name ? builtBundles : await bundlePeer(name);
    const pair = await Pair.start({ name, bundles, firstPort: await ports.four(), directory, pinned });
    running.push(pairs.use(pair));
    await pair.warmUp(warmUpLoad);
  }
  const measured = new Rounds();
  for (let round = 0; round < rounds; round++) {
    progress(`requests, round ${round + 1} of ${rounds}`);
    for (const pair of running) {
      for (const target of ['users', 'user-api'] as const) {
        measured.add(pair.name, target, await pair.measure(target, connections, seconds));
      }
    }
  }
  return measured;
}
