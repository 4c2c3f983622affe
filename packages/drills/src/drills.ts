import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import type { Drill } from './drill.ts';
import { faultDrills } from './faults/fault-drills.ts';
import { zeroFailureDrills } from './zero-failure/zero-failure-drills.ts';

/** Every drill, in the order in which `drill --all` runs them. */
export const drills: readonly Drill[] = [...zeroFailureDrills, ...faultDrills];

/** @throws {UserError} `unknown-drill`, naming those that exist */
export function drillNamed(name: string): Drill {
  const found = drills.find((drill) => drill.name === name);
  if (found) return found;
  const names = drills.map((drill) => drill.name);
  throw new UserError(`There is no drill "${name}".${didYouMean(name, names)}`, {
    code: 'unknown-drill',
    remedy: `Choose one of: ${names.join(', ')}.`,
  });
}
