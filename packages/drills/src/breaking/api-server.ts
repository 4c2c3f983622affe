import { RunInvalid } from '@eks-practice/loadtests/run-invalid';
import type { DrillContext } from '../drill.ts';

const processName = 'kube-apiserver';

/** An API server that is stopped: it takes connections, and answers nothing. */
export interface StoppedApiServer extends AsyncDisposable {
  goOn(): Promise<void>;
}

/**
 * Stops the Kubernetes API server in mid-work, until it is told to go on. One that nobody tells is replaced by the kubelet,
 * whose probe it does not answer, after a minute and a half.
 * @throws {RunInvalid} where it has no process of its own: K3s has it inside the process that is the node
 */
export async function stopApiServer(context: DrillContext): Promise<StoppedApiServer> {
  if (!(await signalProcess(context, 'STOP'))) {
    throw new RunInvalid('The API server is part of the process that is the node, so that it cannot be stopped alone.');
  }
  const goOn = async (): Promise<void> => void (await signalProcess(context, 'CONT'));
  return { goOn, [Symbol.asyncDispose]: goOn };
}

/** @returns whether there was such a process */
async function signalProcess({ cluster }: DrillContext, signal: 'STOP' | 'CONT'): Promise<boolean> {
  const [server = ''] = cluster.nodes();
  const { exitCode } = await cluster.execOnNode(server, ['pkill', `-${signal}`, '-x', processName]);
  return exitCode === 0;
}
