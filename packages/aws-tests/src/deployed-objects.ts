/** The Kubernetes objects of a service that is deployed and well, as far as the tool looks at them. */
export function deployedObjects(name: string): { readonly deployment: object; readonly autoscaler: object } {
  return {
    deployment: {
      metadata: { name, generation: 1 },
      spec: { template: { spec: { containers: [{ name, image: `1.dkr.ecr/dev/${name}:abc` }] } } },
      status: { observedGeneration: 1, replicas: 2, readyReplicas: 2, updatedReplicas: 2, availableReplicas: 2 },
    },
    autoscaler: {
      metadata: { name },
      spec: { minReplicas: 2, maxReplicas: 5, metrics: [{ resource: { target: { averageUtilization: 60 } } }] },
      status: {
        desiredReplicas: 2,
        currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 12 } } }],
      },
    },
  };
}

/** A Service with the load balancer that it was given. */
export function balancedService(name: string, hostname: string): object {
  return { metadata: { name }, status: { loadBalancer: { ingress: [{ hostname }] } } };
}
