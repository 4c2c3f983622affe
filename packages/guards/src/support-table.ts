/**
 * When EKS ends the standard support of a Kubernetes version; from that day (UTC) on a cluster is billed for extended
 * support or taken on by force. Source: the release calendar in the EKS user guide, as of 2026-11. `aws eks
 * describe-cluster-versions` tells the same.
 */
export const standardSupportEnds: Readonly<Record<string, string>> = {
  '1.29': '2025-03-23',
  '1.30': '2025-07-23',
  '1.31': '2025-11-26',
  '1.32': '2026-03-23',
  '1.33': '2026-07-29',
  '1.34': '2026-12-02',
  '1.35': '2027-03-27',
  // 14 months after its release in EKS, whose day the source at hand did not name: the earliest that it can be.
  '1.36': '2027-07-01',
};
