import { markdownTable } from '@eks-practice/generated-pages/markdown-table';
import { rawAgainstSeed } from '../raw-ceiling.ts';
import type { Measured, Profiles, RequestFigures, Results } from '../results.ts';
import { figure, percent, spread } from './figures.ts';

type Requests = Measured<RequestFigures>;

/** How we and others answer, at the same concurrency. */
export function contendersTable({ contenders }: Requests): string {
  const row = (title: string, of: Requests['contenders'][number]['users']): string[] => [
    title,
    spread(of.requestsPerSecond),
    spread(of.p50Ms, 1),
    spread(of.p99Ms, 1),
    spread(of.cpuMicroseconds),
    spread(of.busy, 2),
  ];
  const headings = ['requests/s:', 'p50 ms:', 'p99 ms:', 'CPU µs a request:', 'cores used:'];
  return [
    '`/users`, both services on one core:',
    '',
    markdownTable(
      ['contender', ...headings],
      contenders.map(({ title, users }) => row(title, users)),
    ),
    '',
    'user-api alone:',
    '',
    markdownTable(
      ['contender', ...headings],
      contenders.map(({ title, userApi }) => row(title, userApi)),
    ),
    '',
    ceiling(contenders),
  ].join('\n');
}

/** What no service of these two can exceed on Node: the ratios that `node:http` alone reaches. */
function ceiling(contenders: Requests['contenders']): string {
  const [users, userApi] = (['users', 'userApi'] as const).map((target) => rawAgainstSeed(contenders, target));
  if (users === undefined || userApi === undefined) return '';
  return `Raw \`node:http\` itself reaches ${figure(users, 2)}x the seed’s way on \`/users\`, and ${figure(userApi, 2)}x on user-api alone.`;
}

const ratioNames = {
  usersVsSeed: '`/users` against the seed’s way, requests/s',
  usersVsRaw: '`/users` against raw `node:http` and undici, requests/s',
  userApiVsSeed: 'user-api alone against the seed’s way, requests/s',
  imageVsNode: 'image against its base (Node and libc), compressed bytes',
  startVsNode: 'first answer against the end of `node -e 0`, both from `docker run`',
} as const;

export function ratiosTable({ ratios }: Results): string {
  const names = Object.keys(ratioNames) as (keyof typeof ratioNames)[];
  const rows = names.flatMap((name) => {
    const ratio = ratios[name];
    return ratio ? [[`\`${name}\``, ratioNames[name], spread(ratio, 3)]] : [];
  });
  return markdownTable(['ratio', 'of what', 'median (least to greatest):'], rows);
}

/** What each feature costs, of what a request to /users costs with all of them. */
export function featuresTable({ features, whole }: Requests): string {
  const rows = features.map(({ cost, name, without }) => [
    name,
    without,
    spread(cost),
    percent(cost.median / whole.median),
  ]);
  const all = ['**everything on**', '', spread(whole), percent(1)];
  return markdownTable(['taken out', 'what is left', 'CPU µs less a request:', 'of the whole:'], [...rows, all]);
}

/** Where V8 saw the time go, by package, before and now. */
export function profileTables({ profileBefore, parts: { requests } }: Results): string {
  const now = requests?.profile;
  if (!now) return '';
  return (['api', 'user-api'] as const)
    .map((service) => {
      const of = (profiles: Profiles) => profiles.services[service];
      const packages = of(now).packages.map(({ name }) => name);
      const earlier = profileBefore ? of(profileBefore).packages.map(({ name }) => name) : [];
      const cell = (profiles: Profiles | undefined, name: string): string => {
        const found = profiles && of(profiles).packages.find((entry) => entry.name === name);
        return found && profiles
          ? `${figure(found.share * of(profiles).cpuMicroseconds)} (${percent(found.share)})`
          : '';
      };
      const rows = [...new Set([...packages, ...earlier])].map((name) => [
        name,
        ...(profileBefore ? [cell(profileBefore, name)] : []),
        cell(now, name),
      ]);
      const total = (profiles: Profiles): string => figure(of(profiles).cpuMicroseconds);
      const whole = ['**CPU µs a request**', ...(profileBefore ? [total(profileBefore)] : []), total(now)];
      const before = profileBefore ? ['before: µs a request:'] : [];
      return [
        `${service}, by package:`,
        '',
        markdownTable(['whose code', ...before, 'now: µs a request:'], [...rows, whole]),
        '',
        `${service}, the functions that take most themselves, now:`,
        '',
        markdownTable(
          ['function', 'whose code', 'of its time:'],
          of(now).functions.map(({ name, package: owner, share }) => [`\`${name}\``, owner, percent(share)]),
        ),
      ].join('\n');
    })
    .join('\n\n');
}
