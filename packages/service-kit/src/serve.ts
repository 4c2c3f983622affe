import { setTimeout as sleep } from 'node:timers/promises';
import { UserError, userErrorExitCode } from '@eks-practice/errors/user-error';
import { Logger, type Type } from '@nestjs/common';
import type { ServiceConfig, ServiceConfigClass } from './config/service-config.ts';
import { onStopSignal } from './lifecycle/stop-signals.ts';
import { RunningService } from './running-service.ts';

/**
 * Starts a service and keeps it until a signal: 0 is the exit code of a whole drain, 1 of a crash or a cut request, and
 * 2 of a fault that the operator can mend, which is said without a stack.
 */
export async function serve<C extends ServiceConfig>(feature: Type, Config: ServiceConfigClass<C>): Promise<void> {
  const logger = new Logger('Service');
  // Node then prints the stack too and exits with 1, as it does for a promise that nobody catches.
  process.on('uncaughtExceptionMonitor', (error) => logger.fatal({ err: error, msg: 'crashed' }));
  try {
    const config = new Config(process.env);
    const service = await RunningService.start(feature, config);
    onStopSignal(process, (signal) =>
      service.drain({
        // SIGINT is a developer's Ctrl-C: no load balancer has to hear of it first.
        serveSeconds: signal === 'SIGTERM' ? config.DRAIN_SECONDS : 0,
        sleep,
        log: (message) => logger.log(message),
      }),
    );
    logger.log(`listening on port ${config.PORT}, and on ${config.ADMIN_PORT} for health and metrics`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n${error.remedy}\n`);
    process.exitCode = userErrorExitCode;
  }
}
