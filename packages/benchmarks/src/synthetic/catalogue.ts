import { registerHooks } from 'node:module';

/**
 * Loaded by `--import`: in this process the catalogue has so many services as BENCHMARK_SERVICES says, in place of those of the
 * repository. All else is as it is, so what is measured is what a repository with so many statements would meet.
 */
const count = Number(process.env.BENCHMARK_SERVICES);

const services = Array.from({ length: count }, (_, index) => ({
  name: `service-${index + 1}`,
  port: 20_000 + 2 * index,
  adminPort: 20_001 + 2 * index,
  path: '/',
  hostVariable: `SERVICE_${index + 1}_HOST`,
  calls: [],
  public: false,
}));

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('/packages/catalogue/src/services.generated.ts')) return nextLoad(url, context);
    const source = `export const generatedServices = ${JSON.stringify(services)};`;
    return { format: 'module', source, shortCircuit: true };
  },
});
