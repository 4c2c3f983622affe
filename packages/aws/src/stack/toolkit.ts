import path from 'node:path';
import { cacheDirectory } from '@eks-practice/machine/disk/directories';
import type { IIoHost, IoMessage, IoRequest, Toolkit } from '@aws-cdk/toolkit-lib';
import type { AwsSession } from '../session.ts';

/** Hears what the toolkit has to say; it answers every question as the toolkit suggests, since nobody is there to ask. */
export class ToolkitListener implements IIoHost {
  readonly #hear: (message: IoMessage<unknown>) => void;

  constructor(hear: (message: IoMessage<unknown>) => void) {
    this.#hear = hear;
  }

  async notify(message: IoMessage<unknown>): Promise<void> {
    this.#hear(message);
  }

  async requestResponse<T>(request: IoRequest<unknown, T>): Promise<T> {
    this.#hear(request);
    return request.defaultResponse;
  }
}

/** CDK's toolkit, loaded when it is needed: it takes most of a second. It asks AWS with the credentials of the session. */
export async function openToolkit({ region }: AwsSession, ioHost: IIoHost): Promise<Toolkit> {
  // Where it keeps which account a key belongs to; by itself it would write to ~/.cdk.
  process.env.CDK_HOME ??= path.join(cacheDirectory, 'cdk');
  const { BaseCredentials, Toolkit } = await import('@aws-cdk/toolkit-lib');
  const baseCredentials = BaseCredentials.awsCliCompatible({ defaultRegion: region });
  return new Toolkit({ ioHost, color: false, emojis: false, sdkConfig: { baseCredentials } });
}
