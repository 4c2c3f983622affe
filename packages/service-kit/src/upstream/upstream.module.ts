import { HttpModule } from '@nestjs/axios';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ConnectionPool } from './connection-pool.ts';
import { UpstreamClient } from './upstream-client.ts';
import { UpstreamOptions } from './upstream-options.ts';

/** More than the largest answer that a contract allows, and little enough to hold in memory many times over; in bytes. */
const maxAnswerBytes = 1024 * 1024;

/** Gives the module that imports it an UpstreamClient, with connections of its own. */
@Module({})
export class UpstreamModule {
  /** @param options are read from the service's configuration, of class `Config` */
  static for<C>(Config: Type<C>, options: (config: C) => UpstreamOptions): DynamicModule {
    return {
      module: UpstreamModule,
      imports: [
        HttpModule.register({
          headers: { accept: 'application/json', 'accept-encoding': 'identity' },
          // The answer's text and status are the client's to judge.
          responseType: 'text',
          transformResponse: [],
          validateStatus: () => true,
          maxRedirects: 0,
          maxContentLength: maxAnswerBytes,
          // HTTP_PROXY is for the world outside; a proxy would not find a service of the cluster.
          proxy: false,
        }),
      ],
      providers: [{ provide: UpstreamOptions, useFactory: options, inject: [Config] }, ConnectionPool, UpstreamClient],
      exports: [UpstreamClient],
    };
  }
}
