/**
 * The Kubernetes minor version everywhere: the EKS clusters', the local image's, and kubectl's. One constant, so that
 * what ran here is what runs there.
 */
export const kubernetesMinor = '1.36';

/** The patch release that the local image is built from. */
export const kubernetesPatch = '1.36.3';
