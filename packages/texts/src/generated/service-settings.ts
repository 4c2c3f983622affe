import { type Service, serviceNamed, services } from '@eks-practice/catalogue/services';
import { commonSettings } from '@eks-practice/service-kit/config/common-settings';
import { upstreamSettings } from '@eks-practice/service-kit/config/upstream-settings';
import * as z from 'zod';

/**
 * What a service that calls another reads from its environment, settings of its own aside.
 * @throws {RangeError} where no service calls another
 */
export function serviceSettings(): z.ZodObject {
  const caller = services.find(({ calls }) => calls.length > 0);
  if (!caller) throw new RangeError('No service calls another: docs/services.md cannot show where it finds that one.');
  return z.object({ ...commonSettings(caller), ...upstreamSettings({ ...caller, upstreams: upstreamsOf(caller) }) });
}

function upstreamsOf({ calls }: Service): Readonly<Record<string, Pick<Service, 'hostVariable' | 'port'>>> {
  return Object.fromEntries(calls.map((name) => [name, serviceNamed(name)]));
}
