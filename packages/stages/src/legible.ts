import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const nothing = { cluster: undefined, ingress: undefined, services: {}, defaults: undefined };

const stage = z.object({
  cluster: text,
  ingress: text,
  services: z.record(z.string(), z.unknown()).catch({}),
  defaults: z.unknown().optional(),
});

const app = z
  .object({
    clusters: z.record(z.string(), z.object({ kind: text }).catch({ kind: undefined })).catch({}),
    stages: z.record(z.string(), stage.catch(nothing)).catch({}),
    previews: z.object({ from: text }).optional().catch(undefined),
  })
  .catch({ clusters: {}, stages: {}, previews: undefined });

/** What checks that compare parts of an input read of it. */
export type Legible = z.output<typeof app>;
export type LegibleStage = z.output<typeof stage>;

/**
 * What can be read of any input at all. A part that is not of its kind is left out, since the model refuses it and says
 * so: whoever compares parts need not ask of each what it is.
 */
export function legible(input: unknown): Legible {
  return app.parse(input);
}
