/** A number as a reader takes it in: thousands grouped, no more digits than it is worth. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
}
