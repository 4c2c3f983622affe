import { didYouMean } from '@eks-practice/errors/did-you-mean';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import type { Refusal } from './refusal.ts';
import { zonesByRegion } from './regions.ts';

/** Whether the region exists, and the cluster's zones and nodes go together. */
export function regionRefusals({ name, region, availabilityZones, nodes }: Named<EksCluster>): Refusal[] {
  const there = zonesByRegion[region];
  if (there === undefined) {
    const known = Object.keys(zonesByRegion);
    return [
      {
        guard: 'region',
        message: `clusters.${name}.region is ${region}, which is no commercial region of AWS.${didYouMean(region, known)}`,
        remedy: `Choose one of: ${known.join(', ')}.`,
      },
    ];
  }
  return [...zoneRefusals(name, region, availabilityZones, there), ...spreadRefusals(name, availabilityZones, nodes)];
}

function zoneRefusals(name: string, region: string, wanted: number, there: number): Refusal[] {
  if (wanted <= there) return [];
  return [
    {
      guard: 'availability-zones',
      message: `clusters.${name}.availabilityZones is ${wanted}, but ${region} offers ${there}.`,
      remedy: `Set it to ${there}, or choose another region.`,
    },
  ];
}

/** A zone that never has a node is paid for (its NAT gateway, its load balancer's address) and survives nothing. */
function spreadRefusals(name: string, zones: number, { max }: EksCluster['nodes']): Refusal[] {
  if (max >= zones) return [];
  return [
    {
      guard: 'availability-zones',
      message: `clusters.${name}.nodes.max is ${max}, but there are ${zones} availability zones: one would never have a node.`,
      remedy: `Set nodes.max to ${zones} or more${zones > 2 && max >= 2 ? `, or availabilityZones to ${max}` : ''}.`,
    },
  ];
}
