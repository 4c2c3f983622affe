import { RunInvalid } from '@eks-practice/loadtests/run-invalid';
import type { DrillContext } from '../drill.ts';
import { signalOnServer } from './nodes.ts';

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
  if (!(await signalOnServer(context, 'STOP', processName))) {
    throw new RunInvalid('The API server is part of the process that is the node, so that it cannot be stopped alone.');
  }
  const goOn = async (): Promise<void> => void (await signalOnServer(context, 'CONT', processName));
  return { goOn, [Symbol.asyncDispose]: goOn };
}
