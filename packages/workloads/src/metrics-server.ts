/** Where metrics-server is in every cluster: K3s's, the one built here, and EKS's add-on. */
export const metricsServer = { namespace: 'kube-system', name: 'metrics-server' } as const;

/** Its default, in seconds; from pkg `cmd/metrics-server/app/options` of metrics-server 0.9. */
const defaultKubeletTimeoutSeconds = 10;

/**
 * The arguments by which metrics-server measures that often. It refuses to start where it would wait for a kubelet for more
 * than nine tenths of that time, and waits for 10 s by default: so a short resolution takes a shorter wait along.
 * @param resolutionSeconds at least 10
 */
export function measuringArguments(resolutionSeconds: number): string[] {
  const longestTimeout = Math.floor((resolutionSeconds * 9) / 10);
  return [
    `--metric-resolution=${resolutionSeconds}s`,
    ...(longestTimeout < defaultKubeletTimeoutSeconds ? [`--kubelet-request-timeout=${longestTimeout}s`] : []),
  ];
}

/** Its arguments with those instead of what they say of measuring; undefined where it measures that often already. */
export function withResolution(args: readonly string[], resolutionSeconds: number): string[] | undefined {
  const measuring = measuringArguments(resolutionSeconds);
  const others = args.filter((argument) => !isMeasuring(argument));
  const isSo = args.length === others.length + measuring.length && measuring.every((one) => args.includes(one));
  return isSo ? undefined : [...others, ...measuring];
}

function isMeasuring(argument: string): boolean {
  return /^--(metric-resolution|kubelet-request-timeout)=/.test(argument);
}
