import { bundle } from '../bundle.ts';
import { serviceArgument } from './arguments.ts';

try {
  await bundle(serviceArgument());
} catch (error) {
  // Where a source is wrong, esbuild has said what and where; a stack of its own says no more.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
