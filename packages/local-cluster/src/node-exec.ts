import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { messageOf } from '@eks-practice/errors/user-error';
import { docker } from '@eks-practice/machine/docker/docker';
import type { Container } from 'dockerode';

export interface NodeExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in a node's container to its end. */
export async function nodeExec(container: Container, command: string[], input?: Readable): Promise<NodeExecResult> {
  const stdin = input !== undefined;
  const exec = await container.exec({ Cmd: command, AttachStdin: stdin, AttachStdout: true, AttachStderr: true });
  const stream = await exec.start({ hijack: true, stdin });
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  docker.modem.demuxStream(stream, stdout, stderr);
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('error', reject);
    stream.once('end', resolve);
    stream.once('close', resolve);
  }).finally(() => {
    stdout.end();
    stderr.end();
  });
  const fed = input ? feed(input, stream) : undefined;
  const [out, err, , cut] = await Promise.all([text(stdout), text(stderr), ended, fed]);
  const { ExitCode } = await exec.inspect();
  const exitCode = ExitCode ?? -1;
  return { exitCode, stdout: out, stderr: exitCode === 0 || cut === undefined ? err : `${err}\n${cut}` };
}

/**
 * A command may end before its input does, having read all that it wanted or having failed: its exit code says which. Each
 * end of the pipe then tells of the cut in its own words.
 * @returns those words
 */
async function feed(input: Readable, stream: NodeJS.WritableStream): Promise<string | undefined> {
  return pipeline(input, stream).then(() => undefined, messageOf);
}
