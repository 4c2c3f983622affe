import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError, userErrorExitCode } from '@eks-practice/errors/user-error';
import { Logger, type Type } from '@nestjs/common';
import { createApplication } from './application.ts';
import type { ServiceConfig, ServiceConfigClass } from './config/service-config.ts';
import { Readiness } from './health/readiness.ts';
import { drain } from './lifecycle/drain.ts';
import { onStopSignal } from './lifecycle/stop-signals.ts';

/**
 * Starts a service and keeps it until a signal: 0 is the exit code of a whole drain, 1 of a crash or a cut request, and
 * 2 of a fault that the operator can mend, which is said without a stack.
 */
export async function serve<C extends ServiceConfig>(feature: Type, Config: ServiceConfigClass<C>): Promise<void> {
  const logger = new Logger('Service');
  try {
    const config = new Config(process.env);
    const application = await createApplication(feature, config);
    // Node then prints the stack too and exits with 1, as it does for a promise that nobody catches.
    process.on('uncaughtExceptionMonitor', (error) => logger.fatal({ err: error, msg: 'crashed' }));
    onStopSignal(process, (signal) =>
      drain({
        // SIGINT is a developer's Ctrl-C: no load balancer has to hear of it first.
        serveSeconds: signal === 'SIGTERM' ? config.DRAIN_SECONDS : 0,
        failReadiness: () => application.get(Readiness).startDraining(),
        sleep,
        close: () => application.close(),
        cut: () => (application.getHttpServer() as Server).closeAllConnections(),
        log: (message) => logger.log(message),
      }),
    );
    await application.listen(config.PORT, '0.0.0.0');
    logger.log(`listening on port ${config.PORT}`);
  } catch (error) {
    const mistake = asUserError(error);
    if (!mistake) throw error;
    process.stderr.write(`${mistake.message}\n${mistake.remedy}\n`);
    process.exitCode = userErrorExitCode;
  }
}

function asUserError(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  if (!(error instanceof Error) || !('code' in error) || !('port' in error) || error.code !== 'EADDRINUSE')
    return undefined;
  return new UserError(`Port ${error.port} is in use.`, {
    code: 'port-in-use',
    remedy: 'Stop what listens there, or set PORT to another.',
  });
}
