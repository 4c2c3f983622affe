import { readFile, readdir, writeFile } from 'node:fs/promises';
import { services } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { type NewOptions, planService } from '../new/plan-service.ts';
import { stateService } from '../new/state-service.ts';

/** Where a project's directory is, other than in `packages`. */
const besidePackages = ['infra', 'loadtests'];
const statements = '.projenrc.ts';

/**
 * States one more service in `.projenrc.ts` and has projen make its package.
 * @throws {UserError} `invalid-service`, `not-synthesized`
 */
export async function newService(name: string, options: NewOptions): Promise<void> {
  const packages = [...besidePackages, ...(await readdir(fromRoot('packages')))];
  const service = planService(name, options, { services, packages });
  const { statement, text } = stateService(await readFile(fromRoot(statements), 'utf8'), service);
  if (text === undefined) {
    console.log(`${statements} states its services in a way of its own, so nothing was written. Add to it:\n`);
    console.log(`${statement}\n\nThen run: npx projen`);
    return;
  }
  await writeFile(fromRoot(statements), text);
  console.log(
    `${statements} states it now:\n\n  ${statement.replaceAll('\n', '\n  ')}\n\nprojen makes the package ...`,
  );
  await synthesize();
  console.log(`packages/${name} is there, with an endpoint that works and its test; from now on its code is yours.\n`);
  console.log(nextSteps(name));
}

async function synthesize(): Promise<void> {
  const { exitCode, output } = await run(fromRoot('node_modules/.bin/projen'), [], {
    cwd: fromRoot('.'),
    acceptFailure: true,
  });
  if (exitCode === 0) return;
  throw new UserError(`projen could not make the package:\n${output.trimEnd()}`, {
    code: 'not-synthesized',
    remedy: `The statement stays in ${statements}. Mend what is said above and run: npx projen`,
  });
}

function nextSteps(name: string): string {
  return [
    `  npx nx test ${name}          its test`,
    '  npx eks-practice dev         every service from source, without a cluster',
    '  npx eks-practice deploy      onto the local cluster, with an autoscaler',
  ].join('\n');
}
