/** So many k6 share a load at most. */
export const mostRunners = 50;

/**
 * The parts that the operator gives to so many runners, as k6 wants them (`--execution-segment`). k6 then takes its own part
 * of each rate and of the virtual users, so that nothing is divided before. Source: pkg/segmentation of k6-operator.
 */
export function segmentsOf(runners: number): string[] {
  const bound = (index: number): string => (index === 0 ? '0' : index === runners ? '1' : `${index}/${runners}`);
  return Array.from({ length: runners }, (_, index) => `${bound(index)}:${bound(index + 1)}`);
}
