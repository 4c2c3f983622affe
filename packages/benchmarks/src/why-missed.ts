import { type ServiceName, serviceNames } from './bundle-contender.ts';
import { figure, percent } from './page/figures.ts';
import { type RequestTarget, rawAgainstSeed } from './raw-ceiling.ts';
import type { DeployKind, Parts, Profiles } from './results.ts';

/**
 * Why a goal is missed, in a line of Markdown for the page. Every figure in it comes from what was measured; without that
 * there is no line.
 */
export type Why = (parts: Parts) => string | undefined;

const isNode = (name: string): boolean => ['native code', 'Node.js', 'garbage collector'].includes(name);
const isFramework = (name: string): boolean =>
  name.startsWith('@nestjs/') || name.startsWith('@fastify/') || ['fastify', 'find-my-way'].includes(name);

/** Against the seed's way: what raw `node:http` reaches, and what is left of a request that is not ours. */
export function whyNotFaster(target: RequestTarget, bound: number): Why {
  const services = target === 'users' ? serviceNames : (['user-api'] as const);
  return ({ requests }) => {
    const raw = rawAgainstSeed(requests?.contenders, target);
    if (!requests || raw === undefined) return undefined;
    const share = (belongs: (name: string) => boolean): string => percent(shareOf(requests.profile, services, belongs));
    return (
      `raw \`node:http\` itself reaches ${figure(raw, 2)}x${raw < bound ? ' only' : ''}; ` +
      `of our CPU, ${share(isNode)} is Node itself (HTTP, sockets, garbage), and ${share(isFramework)} Fastify, ` +
      'which writes the JSON, and NestJS: [where time goes](#where-time-goes)'
    );
  };
}

/** The share of some services' CPU time that certain packages take. */
function shareOf({ services }: Profiles, names: readonly ServiceName[], belongs: (name: string) => boolean): number {
  const of = names.map((name) => services[name]);
  const whole = of.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds, 0);
  const theirs = of.flatMap(({ cpuMicroseconds, packages }) =>
    packages.filter(({ name }) => belongs(name)).map(({ share }) => share * cpuMicroseconds),
  );
  return theirs.reduce((sum, time) => sum + time, 0) / whole;
}

/** How the figures of the features call them all together. */
export const allFeatures = 'all of these';

/** Against raw `node:http`, which has none of the features. */
export const whyNotLikeRaw: Why = ({ requests }) => {
  const all = requests?.features.find(({ name }) => name === allFeatures);
  if (!requests || !all) return undefined;
  const share = percent(all.cost.median / requests.whole.median);
  return `${share} of a request’s CPU is for features that raw has not: [what each feature costs](#what-each-feature-costs)`;
};

/** Against Node and libc alone: how much each image has on top. */
export const whyLarger: Why = ({ start }) => {
  const sizes = start?.services.map((of) => `${of.name} ${figure(of.imageMiB - of.baseMiB, 2)} MiB`);
  return (
    sizes && `what a service is bundled of comes on top (${sizes.join(', ')}): [image and start](#image-and-start)`
  );
};

/** Against `node -e 0`: the CPU time to the first answer, which has nothing of Docker in it. */
export const whyLaterThanNode: Why = ({ start }) =>
  start &&
  `a service takes ${figure(start.cpuVsNode.median, 1)} times the CPU of Node’s own start, most of it to compile and run ` +
    'what it is bundled of; [0014](decisions/0014-start.md) says what was tried: [image and start](#image-and-start)';

const deploysOnPage =
  '[cluster and deploys](#cluster-and-deploys), [0018](decisions/0018-quick-deploys.md) says what binds';

/** The cluster itself is one step, so its own parts are named. */
export const whyClusterIsLate: Why = () =>
  `Kubernetes itself starts on the first node, and the second waits for its secret: ${deploysOnPage}`;

/** For a deploy: its longest step. */
export function whyLonger(kind: DeployKind): Why {
  return ({ cluster }) => {
    const steps = (cluster?.steps ?? []).flatMap(({ title, ...of }) => {
      const seconds = of[kind]?.median;
      return seconds === undefined ? [] : [{ title, seconds }];
    });
    const [longest] = steps.toSorted((a, b) => b.seconds - a.seconds);
    return longest && `the longest step, ${longest.title}, takes ${figure(longest.seconds, 1)} s: ${deploysOnPage}`;
  };
}
