import path from 'node:path';
import { exitCode } from '@eks-practice/loadtests/exit-code';
import type { Report } from '@eks-practice/loadtests/report/report';
import { run } from '@eks-practice/machine/run';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { judged } from '../watching/judged.ts';
import { smokeRun } from '../watching/smoke-run.ts';

export const k6Killed: Drill = {
  name: 'k6-killed',
  summary: 'The load generator is killed (SIGKILL) in the middle of a run.',
  should: 'The run is `invalid` and says why, and `load` would end with exit code 3: half a load proves nothing.',
  seconds: 15,
  run: async (context) => judgeKilled(await killedRun(context)),
};

async function killedRun(context: DrillContext): Promise<Report> {
  let killed: Promise<void> | undefined;
  const report = await smokeRun(context, {
    onAnswers: () => {
      killed ??= killGenerator(context);
    },
  });
  await killed;
  return report;
}

async function killGenerator({ k6 }: DrillContext): Promise<void> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,comm=']);
  for (const pid of childrenNamed(path.basename(k6), process.pid, stdout)) process.kill(pid, 'SIGKILL');
}

/** Linux cuts a process's name to so many characters. */
const nameLength = 15;

/**
 * The processes of that name which a process has started itself.
 * @param table of `ps -eo pid=,ppid=,comm=`
 */
export function childrenNamed(name: string, parent: number, table: string): number[] {
  const wanted = name.slice(0, nameLength);
  return table.split('\n').flatMap((line) => {
    const [, pid, ppid, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.+?)\s*$/.exec(line) ?? [];
    return Number(ppid) === parent && path.basename(command).slice(0, nameLength) === wanted ? [Number(pid)] : [];
  });
}

export function judgeKilled({ verdict, reasons }: Pick<Report, 'verdict' | 'reasons'>): DrillOutcome {
  return judged(`The run was ${verdict} (exit code ${exitCode(verdict)}): "${reasons[0] ?? ''}"`, [
    ...(verdict === 'invalid' ? [] : ['A run whose generator was killed must be invalid.']),
    ...(reasons.some((reason) => reason.includes('k6 was killed')) ? [] : ['It does not say that k6 was killed.']),
  ]);
}
