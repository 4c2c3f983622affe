import { Controller, Get, Module, Param } from '@nestjs/common';
import * as z from 'zod';
import { serviceConfig } from '../config/service-config.ts';
import { type CallContext, CallContextOf } from '../http/call-context.ts';
import { currentRequestIds } from '../http/request-context.ts';
import { UpstreamClient } from '../upstream/upstream-client.ts';
import { UpstreamModule } from '../upstream/upstream.module.ts';
import { Upstream } from '../upstream/upstream.ts';

const service = {
  name: 'probe',
  port: 1,
  adminPort: 2,
  upstreams: { things: { hostVariable: 'THINGS_HOST', port: 3 } },
} as const;

/** The settings of a service that calls one other, `things`, at THINGS_HOST. */
export class ProbeConfig extends serviceConfig(service) {}

@Controller()
class ProbeController {
  constructor(@Upstream(service, 'things') private readonly things: UpstreamClient) {}

  @Get('items/:id')
  item(@Param('id') id: string): string[] {
    return [id];
  }

  @Get('ids')
  ids(): unknown {
    return currentRequestIds();
  }

  @Get('bug')
  bug(): never {
    throw new Error('a bug');
  }

  /** Asks the upstream for a list of one text, as another probe answers it. */
  @Get('things')
  list(@CallContextOf() context: CallContext): Promise<unknown> {
    return this.things.get({ path: '/items/7', query: { n: 1 }, answer: z.tuple([z.string()]), context });
  }
}

/** A service to look at from outside: its requests, its calls, its faults. */
@Module({ imports: [UpstreamModule.of(service)], controllers: [ProbeController] })
export class ProbeModule {}
