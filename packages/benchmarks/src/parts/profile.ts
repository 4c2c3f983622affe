import { type Bundles, type ServiceName, bundleMapped } from '../bundle-contender.ts';
import { type PartContext, connections, timeOfMeasuring, warmUpLoad } from '../measurement.ts';
import { Pair } from '../processes/pair.ts';
import type { Server } from '../processes/server.ts';
import { ServerPorts } from '../processes/server-ports.ts';
import { type CpuProfile, summaryOf } from '../profile/cpu-profile.ts';
import { packageOfIn } from '../profile/package-of.ts';
import type { Profiles } from '../results.ts';

/** Long enough for some thousands of samples of V8's, which takes one a millisecond. */
const profileSeconds = 10;

/**
 * Where our services spend their time under load.
 * @param bundles with source maps; @default - the services as they are now
 */
export async function profiled(context: PartContext, bundles?: Bundles): Promise<Profiles> {
  const { directory, pinned } = context;
  const mapped = bundles ?? (await bundleMapped());
  const firstPort = await new ServerPorts().four();
  await using pair = await Pair.start({ name: 'profiled', bundles: mapped, firstPort, directory, pinned });
  await pair.warmUp(warmUpLoad);
  const servers = { 'user-api': pair.userApi, api: pair.api };
  const before = await cpuOf(servers);
  for (const server of Object.values(servers)) await server.startProfile();
  const { cpuMicroseconds } = await pair.measure('users', connections, profileSeconds);
  const after = await cpuOf(servers);
  const used = { 'user-api': after['user-api'] - before['user-api'], api: after.api - before.api };
  const summary = async (service: ServiceName) => ({
    cpuMicroseconds: Math.round((cpuMicroseconds * used[service]) / (used.api + used['user-api'])),
    ...summaryOf((await servers[service].stopProfile()) as CpuProfile, await packageOfIn(mapped[service])),
  });
  const services = { api: await summary('api'), 'user-api': await summary('user-api') };
  return { measuredAt: timeOfMeasuring(), cpuMicroseconds: Math.round(cpuMicroseconds), services };
}

async function cpuOf(servers: Readonly<Record<ServiceName, Server>>): Promise<Record<ServiceName, number>> {
  return { 'user-api': await servers['user-api'].cpuMicroseconds(), api: await servers.api.cpuMicroseconds() };
}
