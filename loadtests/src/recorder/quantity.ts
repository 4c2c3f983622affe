const thousandthsOf: Readonly<Record<string, number>> = { n: 1e-6, u: 1e-3, m: 1, '': 1000 };

/**
 * A CPU quantity as Kubernetes writes it (`123456n`, `40m`, `2`), in thousandths of a core.
 * @throws {RangeError} where it is not one
 */
export function millicores(quantity: string): number {
  const [, number, suffix = ''] = /^(\d+(?:\.\d+)?)([num]?)$/.exec(quantity) ?? [];
  const factor = thousandthsOf[suffix];
  if (number === undefined || factor === undefined) throw new RangeError(`"${quantity}" is not an amount of CPU`);
  return Number(number) * factor;
}

const mebibytesOf: Readonly<Record<string, number>> = { Ki: 2 ** -10, Mi: 1, Gi: 2 ** 10, '': 2 ** -20 };

/**
 * A memory quantity as metrics-server writes it (`98304Ki`, `96Mi`, `1234567`), in MiB.
 * @throws {RangeError} where it is not one
 */
export function mebibytes(quantity: string): number {
  const [, number, suffix = ''] = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi)?$/.exec(quantity) ?? [];
  const factor = mebibytesOf[suffix];
  if (number === undefined || factor === undefined) throw new RangeError(`"${quantity}" is not an amount of memory`);
  return Number(number) * factor;
}

/**
 * A duration as Go writes it (`15.034s`, `1m0.5s`, `250ms`), in seconds.
 * @throws {RangeError} where it is not one
 */
export function seconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([text]) => text).join('') !== duration) {
    throw new RangeError(`"${duration}" is not a duration`);
  }
  const secondsOf: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (secondsOf[unit as string] as number), 0);
}
