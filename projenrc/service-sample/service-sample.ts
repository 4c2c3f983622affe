import { clientSource, controllerSource, specSource, summarySource } from './feature-sample.ts';
import { type SampledService, pascalCase, sampleNames } from './sampled-service.ts';

/**
 * The source that a service begins with, by path within `src`: a main endpoint that works, and its test. It is written
 * once; from then on it is the user's.
 * @param scope the npm scope of the repository's own packages
 */
export function serviceSample(service: SampledService, scope: string): Record<string, string> {
  const names = sampleNames(service, scope);
  const { config, controller, feature, kit, module } = names;
  const clients = service.calls.map((callee) => ({ ...callee, client: `${pascalCase(callee.name)}Client` }));
  return {
    'main.ts': `import { serve } from '${kit}/serve';
import { AppModule } from './app.module.ts';
import { ${config} } from './config.ts';

await serve(AppModule, ${config});
`,
    'config.ts': `import { serviceConfig } from '${kit}/config/service-config';
import { service } from './service.generated.ts';

export class ${config} extends serviceConfig(service) {}
`,
    'app.module.ts': `import { UpstreamModule } from '${kit}/upstream/upstream.module';
import { Module } from '@nestjs/common';
import { ${module} } from './${feature}/${feature}.module.ts';
import { service } from './service.generated.ts';

@Module({ imports: [UpstreamModule.of(service), ${module}] })
export class AppModule {}
`,
    [`${feature}/${feature}.module.ts`]: `import { Module } from '@nestjs/common';
import { ${controller} } from './${feature}.controller.ts';
${clients.map(({ name, client }) => `import { ${client} } from './${name}.client.ts';\n`).join('')}
@Module({
  controllers: [${controller}],
${providersSource(clients)}})
export class ${module} {}
`,
    [`${feature}/${feature}.controller.ts`]: controllerSource(names, clients),
    [`${feature}/${feature}.controller.spec.ts`]: specSource(names),
    [`${feature}/summary.ts`]: summarySource,
    ...Object.fromEntries(
      clients.map((callee) => [`${feature}/${callee.name}.client.ts`, clientSource(names, callee)]),
    ),
  };
}

/** As the formatter wants it: on one line where there is room. */
function providersSource(clients: readonly { readonly client: string }[]): string {
  const names = clients.map(({ client }) => client);
  if (names.length === 0) return '';
  const oneLine = `  providers: [${names.join(', ')}],\n`;
  if (oneLine.length <= 120) return oneLine;
  return `  providers: [\n${names.map((name) => `    ${name},\n`).join('')}  ],\n`;
}
