import { expect, test } from '@jest/globals';
import { generatedTexts, renderText } from './generated-texts.ts';

/** To make the templates that the costs are counted from takes long on a busy machine. */
const patienceMs = 180_000;

test.each(generatedTexts)(
  '%s has what the tool prints and the schemas say now',
  async (page) => {
    const { present, rendered } = await renderText(page);
    // To mend it: npx nx run texts:write
    expect(present).toBe(rendered);
  },
  patienceMs,
);
