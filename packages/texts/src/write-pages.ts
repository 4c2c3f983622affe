import { writeFile } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import { generatedTexts, renderText } from './generated/generated-texts.ts';

// npx nx run texts:write

for (const page of generatedTexts) {
  const { present, rendered } = await renderText(page);
  if (present === rendered) continue;
  await writeFile(fromRoot(page), rendered);
  console.log(`${page} is written anew`);
}
