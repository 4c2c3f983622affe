import { bundleOptions, minified } from '@eks-practice/images/bundle';
import { fromRoot } from '@eks-practice/machine/repository';
import { type Plugin, build } from 'esbuild';

/** The two services that answer a request for users, in the order in which they are started. */
export const serviceNames = ['user-api', 'api'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A file for each of the two services. */
export type Bundles = Readonly<Record<ServiceName, string>>;

/** What ours leave out of their bundles, since they have no use for it. */
const usedByPeers = ['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler', '@nestjs/platform-express'];

/** Both services of a contender of `contenders/`, bundled as ours are, so that the way is compared and not the bundling. */
export function bundlePeer(name: string): Promise<Bundles> {
  return bundled(name, (service) => {
    const options = bundleOptions(service, { sourceMaps: false });
    return {
      ...options,
      entryPoints: [fromRoot('packages/benchmarks/src/contenders', name, `${service}.ts`)],
      external: (options.external ?? []).filter((external) => !usedByPeers.includes(external)),
      ...minified,
    };
  });
}

/** Both of our services with a change made to them while they are bundled. */
export function bundleChanged(name: string, plugin: Plugin): Promise<Bundles> {
  return bundled(name, (service) => {
    const options = bundleOptions(service, { sourceMaps: false });
    return { ...options, ...minified, plugins: [plugin, ...(options.plugins ?? [])] };
  });
}

/** Both of our services, readable and with source maps, for a profile that names packages. */
export function bundleMapped(): Promise<Bundles> {
  return bundled('mapped', (service) => bundleOptions(service, { sourceMaps: true }));
}

async function bundled(
  name: string,
  optionsFor: (service: ServiceName) => ReturnType<typeof bundleOptions>,
): Promise<Bundles> {
  const files = serviceNames.map((service) => [service, bundleFile(name, service)] as const);
  for (const [service, outfile] of files) await build({ ...optionsFor(service), outfile });
  return Object.fromEntries(files) as Bundles;
}

function bundleFile(name: string, service: ServiceName): string {
  return fromRoot('packages/benchmarks/dist/bundles', name, `${service}.mjs`);
}
