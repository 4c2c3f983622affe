import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { messageOf } from '@eks-practice/errors/user-error';
import { temporaryFolder } from '@eks-practice/machine/disk/temporary-folder';
import { loopbackWithoutProxy } from '@eks-practice/machine/network/loopback-without-proxy';
import { type Progress, silent } from '@eks-practice/machine/progress';
import { run } from '@eks-practice/machine/run';
import type { AwsCall } from './aws-call.ts';
import { type Answering, startFaultProxy } from './fault-proxy.ts';
import { pythonPackages } from './python-packages.ts';

/** An AWS that runs on this machine: moto, behind a proxy that lets tests answer in its place. */
export interface AwsEmulator extends AsyncDisposable {
  readonly url: string;
  /** The account that its credentials belong to. */
  readonly account: string;
  /** What makes the AWS clients, and the processes that a test starts, ask it alone. */
  readonly environment: Readonly<Record<string, string>>;
  /** What was asked of it, in order. */
  readonly calls: readonly AwsCall[];
  /** From now on this answers first; without one, moto answers everything. */
  answer(answering?: Answering): void;
  /** Empties the account, and forgets what was asked. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts an emulator of AWS on a free port and waits until it answers.
 *
 *     await using aws = await startAws();
 *     Object.assign(process.env, aws.environment);
 */
export async function startAws(progress: Progress = silent): Promise<AwsEmulator> {
  loopbackWithoutProxy();
  const moto = await startMoto(progress);
  const proxy = await startFaultProxy(moto);
  // Not 127.0.0.1: moto tells a bucket in the path from one in the host name by the word `localhost`.
  const url = `http://localhost:${proxy.port}`;
  const cdkHome = await temporaryFolder('cdk-home');
  const stop = async (): Promise<void> => {
    await proxy.stop();
    await moto.stop();
    await cdkHome[Symbol.asyncDispose]();
  };
  return {
    url,
    account: '123456789012',
    environment: { ...credentials, AWS_ENDPOINT_URL: url, CDK_HOME: cdkHome.path },
    calls: proxy.calls,
    answer: proxy.answer,
    reset: async () => {
      proxy.reset();
      await fetch(`http://127.0.0.1:${moto.port}/moto-api/reset`, { method: 'POST' });
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Of nobody; and nothing of the user's own settings, nor of a machine in AWS, comes in. */
const credentials = {
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_SESSION_TOKEN: 'testing',
  AWS_REGION: 'eu-central-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PROFILE: '',
};

interface Moto {
  readonly port: number;
  stop(): Promise<void>;
}

async function startMoto(progress: Progress): Promise<Moto> {
  const packages = await pythonPackages(progress);
  const port = await getPort({ host: '127.0.0.1' });
  const ending = new AbortController();
  const log: string[] = [];
  const ended = run('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    // A fixed seed: moto deletes a stack's resources in the order of a set.
    env: { PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '1' },
    signal: ending.signal,
    acceptFailure: true,
    keepOutput: false,
    onLine: (line) => log.push(line),
  });
  let running = true;
  void ended.finally(() => (running = false));
  progress('starting moto, the emulator of AWS');
  while (!(await answersAt(port))) {
    if (!running) throw new Error(`moto ended before it answered:\n${log.slice(-15).join('\n')}`);
    await sleep(50);
  }
  return {
    port,
    stop: async () => {
      ending.abort();
      await ended.catch((error: unknown) => progress(messageOf(error)));
    },
  };
}

async function answersAt(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/moto-api/data.json`).then(
    ({ ok }) => ok,
    () => false,
  );
}
