import { bundleOptions } from '@eks-practice/images/bundle';
import { type Metafile, build } from 'esbuild';
import { expect, test } from '@jest/globals';

/** The modules that a service loads as it starts, and those that it can load at all. */
async function modulesOf(service: string): Promise<{ atStart: string[]; ever: string[] }> {
  const options = bundleOptions(service, { sourceMaps: false });
  const { metafile } = await build({ ...options, write: false, metafile: true, outdir: 'dist', logLevel: 'silent' });
  const [entry = ''] = Object.values(metafile.outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  return { atStart: reached(metafile, entry, false), ever: reached(metafile, entry, true) };
}

function reached({ inputs }: Metafile, entry: string, late: boolean): string[] {
  const seen = new Set([entry]);
  for (const module of seen) {
    for (const { path, kind } of inputs[module]?.imports ?? []) {
      if (late || kind !== 'dynamic-import') seen.add(path);
    }
  }
  return [...seen];
}

const sdk = /@opentelemetry\/(sdk-trace|resources|exporter-[a-z-]+|otlp-[a-z-]+)\//;

test.each(['api', 'user-api'])('%s does not load the SDK of spans as it starts, but has it', async (service) => {
  const { atStart, ever } = await modulesOf(service);
  expect(atStart.filter((module) => sdk.test(module))).toEqual([]);
  expect(atStart.some((module) => module.endsWith('tracing/start-tracing.ts'))).toBe(true);
  expect(ever.some((module) => /@opentelemetry\/sdk-trace\//.test(module))).toBe(true);
});
