import { CommanderError } from 'commander';
import { userErrorExitCode } from '@eks-practice/errors/user-error';
import { loopbackWithoutProxy } from '@eks-practice/machine/network/loopback-without-proxy';
import { program } from './commands/every-verb.ts';
import { versionAsked } from './commands/program.ts';
import { exitCodeOf, printError } from './output/print-error.ts';
import { mistakeOf } from './mistakes/mistake-of.ts';

loopbackWithoutProxy();
// Whoever reads the output, as `head` does, may have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
try {
  if (process.argv[2] === 'complete') (await import('./commands/completion.ts')).addCompletion(program);
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError && thrown.code === versionAsked) {
    console.log(await (await import('./version.ts')).version());
  } else if (thrown instanceof CommanderError) {
    // Commander has printed it; only the exit code is ours: 0 for --help, 2 for a mistake.
    process.exitCode = thrown.exitCode === 0 ? 0 : userErrorExitCode;
  } else {
    const error = await mistakeOf(thrown);
    printError(error, { json: process.argv.includes('--json') });
    // At once: what still runs beside the step that failed is ended with this process.
    process.exit(exitCodeOf(error));
  }
}
