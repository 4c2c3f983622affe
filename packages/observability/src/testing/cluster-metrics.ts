const container = ['namespace', 'pod', 'container'];
const autoscaler = ['namespace', 'horizontalpodautoscaler'];

/**
 * The metrics of the cluster that the dashboard may use, with their labels: cAdvisor's, which each kubelet serves
 * (https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md), and those of kube-state-metrics 2
 * (https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics/workload).
 */
export const clusterMetrics: Readonly<Record<string, readonly string[]>> = {
  container_cpu_usage_seconds_total: container,
  container_cpu_cfs_periods_total: container,
  container_cpu_cfs_throttled_periods_total: container,
  container_memory_working_set_bytes: container,
  kube_horizontalpodautoscaler_spec_min_replicas: autoscaler,
  kube_horizontalpodautoscaler_spec_max_replicas: autoscaler,
  kube_horizontalpodautoscaler_status_current_replicas: autoscaler,
  kube_horizontalpodautoscaler_status_desired_replicas: autoscaler,
  kube_horizontalpodautoscaler_spec_target_metric: [...autoscaler, 'metric_name', 'metric_target_type'],
  kube_pod_container_resource_limits: [...container, 'node', 'resource', 'unit'],
  kube_pod_container_resource_requests: [...container, 'node', 'resource', 'unit'],
  kube_pod_container_status_ready: container,
  kube_pod_container_status_restarts_total: container,
};
