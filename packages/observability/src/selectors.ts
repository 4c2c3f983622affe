/**
 * The label by which a service is told from another. Prometheus adds it as it discovers the pods: a scrape configuration
 * that maps the pods' labels makes it of `app.kubernetes.io/name`.
 */
export const serviceLabel = 'app_kubernetes_io_name';

/** Labels that the services' metrics have of the scrape, not of the service. */
export const scrapeLabels = ['namespace', 'pod', serviceLabel] as const;

/** Of the services that are chosen at the top of the dashboard. */
export const ofServices = `namespace="$stage", ${serviceLabel}=~"$service"`;

/** Of cAdvisor's: a pod's container is called as its service is. */
export const ofContainers = 'namespace="$stage", container=~"$service"';

/** Of kube-state-metrics': an autoscaler is called as its service is. */
export const ofAutoscalers = 'namespace="$stage", horizontalpodautoscaler=~"$service"';
