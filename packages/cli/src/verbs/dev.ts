import { services } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import { watchBundle } from '@eks-practice/images/watch-bundle';
import { runDevSession } from '../dev/dev-session.ts';
import { eventText } from '../dev/event-text.ts';
import { type DevPlan, devPlans } from '../dev/plan.ts';
import { requireFreePorts } from '../dev/require-free-ports.ts';
import { prefixer } from '../output/prefix.ts';
import { table } from '../output/table.ts';
import { untilStopSignal } from '../stopping/stop-signal.ts';

export interface DevVerbOptions {
  readonly logLevel: string;
  readonly portOffset: string;
}

/** All services in watch mode on this machine, without a cluster or Docker, until Ctrl-C. */
export async function dev({ logLevel, portOffset }: DevVerbOptions): Promise<void> {
  const startedAt = Date.now();
  const plans = devPlans(services, { logLevel, portOffset: offsetOf(portOffset) });
  await requireFreePorts(plans);
  const names = plans.map(({ name }) => name);
  console.log(`Starting ${names.join(' and ')} from source ...`);
  const prefixed = prefixer(names);
  await runDevSession({
    plans,
    watch: watchBundle,
    tell: (service, event) => console.log(prefixed(service, eventText(event))),
    onAllReady: () => console.log(addresses(plans, Date.now() - startedAt)),
    signal: untilStopSignal(),
  });
}

/** Where to find what runs. */
function addresses(plans: readonly DevPlan[], milliseconds: number): string {
  return [
    '',
    `Ready after ${(milliseconds / 1000).toFixed(1)} s. It starts again at each change; Ctrl-C stops all.`,
    '',
    table([['service', 'endpoint', 'documentation'], ...plans.map(({ name, url, docs }) => [name, url, docs])]),
    '',
  ].join('\n');
}

/** @throws {UserError} `invalid-port-offset` */
function offsetOf(text: string): number {
  const offset = Number(text);
  const highest = Math.max(...services.map(({ adminPort }) => adminPort));
  const most = 65_535 - highest;
  if (Number.isInteger(offset) && offset >= 0 && offset <= most) return offset;
  throw new UserError(`--port-offset ${text} is not a whole number from 0 to ${most}.`, {
    code: 'invalid-port-offset',
    remedy: 'Choose one that leaves each port of the services below 65536, e.g. 10000.',
  });
}
