/** What of a service's statement its sample shows. */
export interface SampledService {
  readonly name: string;
  readonly path: string;
  readonly calls: readonly { readonly name: string }[];
}

/** The names that a service's sample goes by; `kit` is what everything of service-kit is imported from. */
export interface SampleNames {
  readonly kit: string;
  /** The folder of its one feature, e.g. `orders` for orders-api. */
  readonly feature: string;
  readonly config: string;
  readonly module: string;
  readonly controller: string;
}

/** @param scope the npm scope of the repository's own packages */
export function sampleNames({ name }: SampledService, scope: string): SampleNames {
  const short = name.replace(/-(api|service)$/, '');
  // The root module is AppModule already.
  const feature = short === 'app' ? 'start' : short;
  return {
    kit: `${scope}/service-kit`,
    feature,
    config: `${pascalCase(name)}Config`,
    module: `${pascalCase(feature)}Module`,
    controller: `${pascalCase(feature)}Controller`,
  };
}

/** e.g. `OrdersApi` for `orders-api` */
export function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-+)([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}
