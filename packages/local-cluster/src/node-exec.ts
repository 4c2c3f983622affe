import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { docker } from '@eks-practice/machine/docker';
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
  const [out, err] = await Promise.all([text(stdout), text(stderr), ended, ...(input ? [feed(input, stream)] : [])]);
  const { ExitCode } = await exec.inspect();
  return { exitCode: ExitCode ?? -1, stdout: out, stderr: err };
}

/** A command that ends early closes its input; its exit code then says what was wrong, not the broken pipe. */
async function feed(input: Readable, stream: NodeJS.WritableStream): Promise<void> {
  await pipeline(input, stream).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
