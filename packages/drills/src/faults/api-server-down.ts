import { exitCode } from '@eks-practice/loadtests/exit-code';
import type { Report } from '@eks-practice/loadtests/report/report';
import type { RunResult } from '@eks-practice/machine/run';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { stopApiServer } from '../breaking/api-server.ts';
import { alsoFailing } from '../watching/judged.ts';
import { smokeRun } from '../watching/smoke-run.ts';
import { missingWords, problemLine, stackFaults } from '../watching/tool-answer.ts';
import { pause } from '../wait.ts';

/** More than a gap that a verdict bears (5 s), and less than the kubelet's patience with the API server. */
const downSeconds = 12;

export const apiServerDownInLoad: Drill = {
  name: 'api-server-down-in-load',
  summary: `The Kubernetes API answers nothing for ${downSeconds} s, while \`load\` measures.`,
  should:
    'Requests go on, and none fails. The report says that the recorder saw nothing meanwhile: `invalid`, exit code 3.',
  seconds: 45,
  run: async (context) => judgeBlindRun(await loadBeside(context, bothKinds, () => measuredBlind(context))),
};

async function measuredBlind(context: DrillContext): Promise<Report> {
  let stopped: Promise<unknown> | undefined;
  const report = await smokeRun(context, {
    onAnswers: () => {
      stopped ??= stoppedFor(context);
    },
  });
  await stopped;
  return report;
}

async function stoppedFor(context: DrillContext): Promise<void> {
  await using apiServer = await stopApiServer(context);
  context.progress(`the Kubernetes API answers nothing for ${downSeconds} s`);
  await pause(downSeconds, context.signal);
  await apiServer.goOn();
}

export function judgeBlindRun({
  loads,
  result,
  starved,
}: Pick<Beside<Report>, 'loads' | 'result' | 'starved'>): DrillOutcome {
  const { verdict, reasons } = result;
  const done = `The run was ${verdict} (exit code ${exitCode(verdict)}): "${reasons[0]}"`;
  return alsoFailing(expectNoFailure({ loads, starved }, done), [
    ...(verdict === 'invalid' ? [] : ['A run without sight of the cluster must be invalid.']),
    ...(reasons.some((reason) => reason.includes('The recorder lost sight of'))
      ? []
      : ['The report does not say why.']),
  ]);
}

export interface InterruptedDeploy {
  readonly deploy: RunResult;
  readonly next: RunResult;
}

export const apiServerDownInDeploy: Drill = {
  name: 'api-server-down-in-deploy',
  summary: 'The Kubernetes API answers nothing from the moment on at which `deploy` applies its objects.',
  should:
    'The deploy waits or ends with a message that says so and what to do (exit code 2), not with a stack; requests go on; ' +
    'the next deploy goes on from there.',
  seconds: 90,
  locksItself: true,
  run: async (context) => judgeDeploys(await loadBeside(context, bothKinds, () => deploys(context))),
};

/** Longer than the tool waits for an answer. */
const longestSeconds = 60;

async function deploys(context: DrillContext): Promise<InterruptedDeploy> {
  const { progress, signal, tool } = context;
  let stopped: ReturnType<typeof stopApiServer> | undefined;
  const deploy = tool(['deploy'], {
    onLine: (line) => {
      if (!/Cluster:/.test(line)) return;
      progress('the Kubernetes API answers nothing');
      stopped ??= stopApiServer(context);
    },
  });
  try {
    await Promise.race([deploy, pause(longestSeconds, signal)]);
  } finally {
    await (await stopped)?.goOn();
  }
  return { deploy: await deploy, next: await tool(['deploy']) };
}

export function judgeDeploys({
  loads,
  result: { deploy, next },
  starved,
}: Pick<Beside<InterruptedDeploy>, 'loads' | 'result' | 'starved'>): DrillOutcome {
  const told = deploy.exitCode === 0 ? 'it waited' : problemLine(deploy, /✖ The|Error/);
  const done = `The deploy ended with exit code ${deploy.exitCode} ("${told}"), the next one with ${next.exitCode}`;
  return alsoFailing(expectNoFailure({ loads, starved }, done), [
    ...([0, 2].includes(deploy.exitCode) ? [] : ['The deploy must end with 2, or wait.']),
    ...(deploy.exitCode === 2 ? missingWords(deploy, 'deploy', ['The Kubernetes API does not answer']) : []),
    ...stackFaults(deploy, 'deploy'),
    ...(next.exitCode === 0 ? [] : ['The next deploy must go on from there.']),
  ]);
}
